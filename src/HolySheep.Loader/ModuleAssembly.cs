using System.Collections.Generic;
using System.IO;
#if NET
using System.Linq;
#endif
using System.Reflection;
#if NET
using System.Runtime.Loader;
#endif

namespace HolySheep.Loader;

/// <summary>The cmdlet assembly of a copy of the module, loaded once per process.</summary>
internal static class ModuleAssembly
{
    private const string CmdletAssembly = "HolySheep.PowerShell";
#if NET
    private const string Framework = "net8.0";
#else
    private const string Framework = "net472";
#endif

    // Two versions of the module have two loaders in one process; an interned text is one object for both. A named mutex would make files.
    private static readonly object Turn = string.Intern("HolySheep.Loader: one copy of the module loads at a time");
    private static readonly Dictionary<string, Assembly> Loaded = [];

    /// <summary>Loads the cmdlet assembly, or returns it if it is already loaded.</summary>
    /// <param name="bin">The module's folder <c>bin</c>. The loader's own location does not tell: all copies of one version share one loader.</param>
    /// <exception cref="FileNotFoundException">The cmdlet assembly is not in its folder.</exception>
    internal static Assembly Load(string bin)
    {
        lock (Turn)
        {
            return Loaded.TryGetValue(bin, out var loaded) ? loaded : Loaded[bin] = LoadFrom(Path.Combine(bin, Framework));
        }
    }

    private static Assembly LoadFrom(string folder)
    {
        var path = Path.Combine(folder, CmdletAssembly + ".dll");
#if NET
        return LoadedByAnotherCopy(path) ?? new ModuleLoadContext(folder).LoadFromAssemblyName(new AssemblyName(CmdletAssembly));
#else
        FolderResolver.Register(folder);
        return Assembly.LoadFrom(path);
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
