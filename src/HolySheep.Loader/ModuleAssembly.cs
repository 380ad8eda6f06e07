using System;
using System.IO;
#if NET
using System.Linq;
#endif
using System.Reflection;
#if NET
using System.Runtime.Loader;
#endif
using System.Threading;

namespace HolySheep.Loader;

/// <summary>The cmdlet assembly in the same folder, loaded once per process.</summary>
public static class ModuleAssembly
{
    private const string CmdletAssembly = "HolySheep.PowerShell";
#if NET
    private const string Turn = "HolySheep.Loader: one copy of the module loads at a time";
#endif

    private static readonly Lazy<Assembly> Instance = new(LoadFromOwnFolder, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>Loads the cmdlet assembly, or returns it if it is already loaded.</summary>
    /// <exception cref="FileNotFoundException">The cmdlet assembly is not in the same folder.</exception>
    public static Assembly Load() => Instance.Value;

    private static Assembly LoadFromOwnFolder()
    {
        var folder = Path.GetDirectoryName(typeof(ModuleAssembly).Assembly.Location)!;
#if NET
        // Another copy of the module has its own loader in this process; an interned text is one object for both. A named mutex would make files.
        lock (string.Intern(Turn))
        {
            return LoadedByAnotherCopy(Path.Combine(folder, CmdletAssembly + ".dll")) ?? new ModuleLoadContext(folder).LoadFromAssemblyName(new AssemblyName(CmdletAssembly));
        }
#else
        FolderResolver.Register(folder);
        return Assembly.LoadFrom(Path.Combine(folder, CmdletAssembly + ".dll"));
#endif
    }

#if NET
    // PowerShell caches a cmdlet's metadata under the full name of its type, which a second copy of the same version shares:
    // setting its parameters on the first copy's type would fail. .NET Framework returns the first copy anyway.
    private static Assembly? LoadedByAnotherCopy(string path)
    {
        var name = AssemblyName.GetAssemblyName(path).FullName;
        return AssemblyLoadContext.All.Where(context => context.Name == ModuleLoadContext.ContextName).SelectMany(context => context.Assemblies).FirstOrDefault(assembly => assembly.FullName == name);
    }
#endif
}
