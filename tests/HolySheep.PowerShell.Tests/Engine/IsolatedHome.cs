using System;
using System.IO;
using System.Runtime.CompilerServices;

namespace HolySheep.PowerShell.Tests.Engine;

/// <summary>Keeps the developer's own configuration, state and keys out of every test.</summary>
internal static class IsolatedHome
{
    internal static string Folder { get; } = Directory.CreateTempSubdirectory("holysheep-").FullName;

    [ModuleInitializer]
    internal static void Isolate()
    {
        foreach (var name in (string[])["HOLYSHEEP_CONFIG", "HOLYSHEEP_API_KEY", "HOLYSHEEP_BASE_URL", "HOLYSHEEP_MODEL", "XDG_CONFIG_HOME", "XDG_STATE_HOME"])
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        foreach (var name in (string[])["HOLYSHEEP_HOME", "HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"])
        {
            Environment.SetEnvironmentVariable(name, Folder);
        }

        Environment.SetEnvironmentVariable("HOLYSHEEP_STATE", "memory");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);
    }
}
