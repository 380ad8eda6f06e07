using System;
using System.IO;
using System.Reflection;
using System.Threading;

namespace HolySheep.Loader;

/// <summary>The cmdlet assembly that lies beside this one, loaded once per process.</summary>
public static class ModuleAssembly
{
    private const string CmdletAssembly = "HolySheep.PowerShell";

    private static readonly Lazy<Assembly> Instance = new(LoadFromOwnFolder, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>Loads the cmdlet assembly, or returns it where it is loaded already.</summary>
    /// <exception cref="FileNotFoundException">The cmdlet assembly is not beside this one.</exception>
    public static Assembly Load() => Instance.Value;

    private static Assembly LoadFromOwnFolder()
    {
        var folder = Path.GetDirectoryName(typeof(ModuleAssembly).Assembly.Location)!;
        var path = Path.Combine(folder, CmdletAssembly + ".dll");
#if NET
        return new ModuleLoadContext(folder).LoadFromAssemblyPath(path);
#else
        FolderResolver.Register(folder);
        return Assembly.LoadFrom(path);
#endif
    }
}
