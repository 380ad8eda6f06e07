using System.Collections;
using System.Reflection;

namespace HolySheep.Loader;

/// <summary>What the import of the assembly leaves to do. It is compiled, because a loop in the module's script takes longer than the import of the assembly.</summary>
public static class ModuleExports
{
    private const BindingFlags Inner = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Exports the cmdlets of the imported assembly from the module that the user imports, and adds its type data to the session.</summary>
    /// <param name="assembly">The cmdlet assembly.</param>
    /// <param name="from">The <c>PSModuleInfo</c> of the imported assembly.</param>
    /// <param name="to">The <c>PSModuleInfo</c> of the module that the user imports.</param>
    public static void Complete(Assembly assembly, object from, object to)
    {
        Copy(from, to);
        AddTypes(assembly, to);
    }

    // The engine has no public API for this: https://github.com/PowerShell/PowerShell/issues/20710
    private static void Copy(object from, object to)
    {
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

    /// <summary>Without the engine's own table nothing is added: lists then show all properties.</summary>
    private static void AddTypes(Assembly assembly, object module)
    {
        var session = Value(Value(Value(module, "SessionState"), "Internal"), "ExecutionContext");
        if (Value(session, "TypeTable") is { } table)
        {
            assembly.GetType("HolySheep.PowerShell.Results.ResultTypes")?.GetMethod("AddTo")?.Invoke(null, [table]);
        }
    }

    private static object? Value(object? target, string property) => target?.GetType().GetProperty(property, Inner)?.GetValue(target, null);

    private static IDictionary Exports(object module) => (IDictionary)module.GetType().GetProperty("ExportedCmdlets")!.GetValue(module, null)!;
}
