using System;
using System.IO;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace HolySheep.Loader;

/// <summary>Loads the module's assemblies from its own folder, and leaves all others to the host.</summary>
internal sealed class ModuleLoadContext : AssemblyLoadContext
{
    /// <summary>The context name of every copy of the module.</summary>
    internal const string ContextName = "HolySheep";

    private readonly string _folder;
    private readonly string _precompiled;

    internal ModuleLoadContext(string folder) : base(ContextName)
    {
        _folder = folder;
        _precompiled = Path.Combine(folder, "precompiled", $"net{Environment.Version.Major}.0-{RuntimeId}");
    }

    /// <summary>The file of an assembly: the one compiled ahead of time for this runtime and platform, otherwise the portable one; null if the module does not ship it.</summary>
    internal string? FindAssembly(string name)
    {
        foreach (var folder in (string[])[_precompiled, _folder])
        {
            var path = Path.Combine(folder, name + ".dll");
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    /// <summary>The file of a native library under <c>runtimes/RID/native</c>; null if the module does not ship it.</summary>
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
    protected override Assembly? Load(AssemblyName assemblyName) =>
        FindAssembly(assemblyName.Name!) is { } path ? LoadFromAssemblyPath(path) : null;

    /// <inheritdoc/>
    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        FindNative(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : IntPtr.Zero;

    // RuntimeInformation.RuntimeIdentifier names the distribution on some hosts; the packages use portable names.
    private static string RuntimeId { get; } = OperatingSystemName + "-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    private static string OperatingSystemName => OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";

    private static string NativeSuffix => OperatingSystem.IsWindows() ? ".dll" : OperatingSystem.IsMacOS() ? ".dylib" : ".so";
}
