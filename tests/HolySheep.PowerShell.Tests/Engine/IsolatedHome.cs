using System;
using System.Runtime.CompilerServices;
using HolySheep.TestKit;

namespace HolySheep.PowerShell.Tests.Engine;

/// <summary>Keeps the developer's own configuration, state and keys out of every test.</summary>
internal static class IsolatedHome
{
    private static readonly TempFolder _home = new("module");

    internal static string Folder => _home.Path;

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
        AppDomain.CurrentDomain.ProcessExit += (_, _) => RemoveUnlessKeyIsIn();
    }

    // Nothing can fail a test here any more: what shows the key is left to the scan after the run.
    private static void RemoveUnlessKeyIsIn()
    {
        if (KeyMarker.FindIn(Folder).Count == 0)
        {
            _home.Dispose();
        }
    }
}
