using System;
using System.IO;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace HolySheep.Loader;

/// <summary>Loads what the module ships from the module's own folder, and leaves all else to the host.</summary>
internal sealed class ModuleLoadContext : AssemblyLoadContext
{
    /// <summary>The name of the context of every copy of the module.</summary>
    internal const string ContextName = "HolySheep";

    private readonly string _folder;

    internal ModuleLoadContext(string folder) : base(ContextName) => _folder = folder;

    /// <summary>The file of a native library under <c>runtimes/RID/native</c>, null where the module ships none.</summary>
    internal string? FindNative(string name)
    {
        var native = Path.Combine(_folder, "runtimes", RuntimeId, "native");
        foreach (var file in (string[])[name, name + NativeSuffix, "lib" + name + NativeSuffix])
        {
            var path = Path.Combine(native, file);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var path = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    /// <inheritdoc/>
    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        FindNative(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : IntPtr.Zero;

    // RuntimeInformation.RuntimeIdentifier names the distribution on some hosts; the packages use portable names.
    private static string RuntimeId { get; } = OperatingSystemName + "-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    private static string OperatingSystemName => OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";

    private static string NativeSuffix => OperatingSystem.IsWindows() ? ".dll" : OperatingSystem.IsMacOS() ? ".dylib" : ".so";
}
