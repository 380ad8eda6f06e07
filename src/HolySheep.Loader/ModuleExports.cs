using System.Collections;
using System.Reflection;

namespace HolySheep.Loader;

/// <summary>Exports the cmdlets of one module from another. It is compiled, because a loop in the module's script takes longer than the import of the assembly.</summary>
public static class ModuleExports
{
    /// <summary>Adds the cmdlets that a module exports to those of another, which exports each of them once.</summary>
    /// <param name="from">The <c>PSModuleInfo</c> of the imported assembly.</param>
    /// <param name="to">The <c>PSModuleInfo</c> of the module that the user imports.</param>
    public static void Copy(object from, object to)
    {
        // The engine has no public API for this: https://github.com/PowerShell/PowerShell/issues/20710
        var add = to.GetType().GetMethod("AddExportedCmdlet", BindingFlags.Instance | BindingFlags.NonPublic);
        var known = Exports(to);
        foreach (DictionaryEntry cmdlet in Exports(from))
        {
            if (!known.Contains(cmdlet.Key))
            {
                add?.Invoke(to, [cmdlet.Value]);
            }
        }
    }

    private static IDictionary Exports(object module) => (IDictionary)module.GetType().GetProperty("ExportedCmdlets")!.GetValue(module, null)!;
}
