using System.Management.Automation;
using System.Reflection;

namespace HolySheep.PowerShell.Pumping;

/// <summary>Prevents the engine from asking "Continue?" after a line: with -Debug it turns warnings, verbose lines and errors into prompts, which end an unattended run.</summary>
internal static class UnaskedStreams
{
    /// <summary>Lets the streams of a cmdlet write without prompting; explicit parameters and preferences for warnings or errors still apply.</summary>
    // The engine has no public API for this; a host without these members keeps its own behavior.
    internal static void Prepare(PSCmdlet cmdlet)
    {
        var runtime = cmdlet.CommandRuntime;
        Replace(runtime, "DebugPreference", ActionPreference.Continue);
        Replace(runtime, "WarningPreference", Chosen(cmdlet, "WarningAction", "WarningPreference"));
        Replace(runtime, "ErrorAction", Chosen(cmdlet, "ErrorAction", "ErrorActionPreference"));
        if (Member(runtime, "VerbosePreference")?.GetValue(runtime) is ActionPreference.Inquire)
        {
            Member(runtime, "Verbose")?.SetValue(runtime, true);
        }
    }

    private static void Replace(ICommandRuntime runtime, string name, ActionPreference value)
    {
        if (Member(runtime, name) is { CanWrite: true } member && member.GetValue(runtime) is ActionPreference.Inquire && value != ActionPreference.Inquire)
        {
            member.SetValue(runtime, value);
        }
    }

    private static ActionPreference Chosen(PSCmdlet cmdlet, string parameter, string variable) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue(parameter, out var given) && Convert(given) is { } action ? action
        : Convert(cmdlet.GetVariableValue(variable)) ?? ActionPreference.Continue;

    private static ActionPreference? Convert(object? value) => value is not null && LanguagePrimitives.TryConvertTo<ActionPreference>(value, out var action) ? action : null;

    private static PropertyInfo? Member(ICommandRuntime runtime, string name) => runtime.GetType().GetProperty(name, BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public);
}
