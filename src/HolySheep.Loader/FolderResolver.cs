using System;
using System.IO;
using System.Reflection;

namespace HolySheep.Loader;

/// <summary>Resolves the module's libraries by simple name, because Windows PowerShell has no binding redirects. Answers only requests of the module's own assemblies.</summary>
internal sealed class FolderResolver
{
    private readonly string _folder;

    private FolderResolver(string folder) => _folder = folder;

    internal static void Register(string folder) => AppDomain.CurrentDomain.AssemblyResolve += new FolderResolver(folder).Resolve;

    private Assembly? Resolve(object sender, ResolveEventArgs args)
    {
        if (!IsOurs(args.RequestingAssembly))
        {
            return null;
        }

        var path = Path.Combine(_folder, new AssemblyName(args.Name).Name + ".dll");
        return File.Exists(path) ? Assembly.LoadFrom(path) : null;
    }

    private bool IsOurs(Assembly? requesting) =>
        requesting is { IsDynamic: false, Location.Length: > 0 }
        && string.Equals(Path.GetDirectoryName(requesting.Location), _folder, StringComparison.OrdinalIgnoreCase);
}
