using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace HolySheep.Loader;

/// <summary>What the import of the cmdlet assembly leaves to do.</summary>
internal static class ModuleExports
{
    private const BindingFlags Inner = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Exports the cmdlets of the imported assembly from the module that the user imports, and adds its type data to the session.</summary>
    /// <param name="from">The imported assembly as a module.</param>
    /// <param name="to">The module that the user imports.</param>
    internal static void Complete(PSModuleInfo from, PSModuleInfo to)
    {
        Copy(from, to);
        AddTypes(from, to.SessionState);
    }

    // A second import of one assembly in one session comes from a cache that exports nothing to the module that asks for it.
    // The engine has no public API for this: https://github.com/PowerShell/PowerShell/issues/20710
    private static void Copy(PSModuleInfo from, PSModuleInfo to)
    {
        var known = to.ExportedCmdlets;
        MethodInfo? add = null;
        foreach (var cmdlet in from.ExportedCmdlets)
        {
            if (!known.ContainsKey(cmdlet.Key))
            {
                add ??= typeof(PSModuleInfo).GetMethod("AddExportedCmdlet", BindingFlags.Instance | BindingFlags.NonPublic);
                add?.Invoke(to, [cmdlet.Value]);
            }
        }
    }

    // In code: the manifest's file of type data fails on a second copy of the module in one session, and Update-TypeData loads Microsoft.PowerShell.Utility.
    // Without the engine's own table nothing is added: lists then show all properties.
    private static void AddTypes(PSModuleInfo cmdlets, SessionState session)
    {
        var context = Value(Value(session, "Internal"), "ExecutionContext");
        if (Value(context, "TypeTable") is { } table && cmdlets.ExportedCmdlets.Values.FirstOrDefault() is { } any)
        {
            any.ImplementingType.Assembly.GetType("HolySheep.PowerShell.Results.ResultTypes")?.GetMethod("AddTo")?.Invoke(null, [table]);
        }
    }

    private static object? Value(object? target, string property) => target?.GetType().GetProperty(property, Inner)?.GetValue(target, null);
}
