using System;
using System.Management.Automation;
using System.Reflection;

namespace HolySheep.PowerShell.Pumping;

/// <summary>Prevents the engine from asking "Continue?" after a line: with -Debug it turns warnings, verbose lines and errors into prompts, which end an unattended run.</summary>
internal static class UnaskedStreams
{
    // Every call of a command asks for them; a process has one kind of runtime.
    private static Preferences? _known;

    /// <summary>Lets the streams of a cmdlet write without prompting; explicit parameters and preferences for warnings or errors still apply.</summary>
    internal static void Prepare(PSCmdlet cmdlet)
    {
        var runtime = cmdlet.CommandRuntime;
        var known = _known;
        if (known?.Runtime != runtime.GetType())
        {
            _known = known = Preferences.Of(runtime.GetType());
        }

        if (Asks(known!.Debug, runtime))
        {
            Replace(known.Debug!, runtime, ActionPreference.Continue);
        }

        if (Asks(known.Warning, runtime))
        {
            Replace(known.Warning!, runtime, Chosen(cmdlet, "WarningAction", "WarningPreference"));
        }

        if (Asks(known.Error, runtime))
        {
            Replace(known.Error!, runtime, Chosen(cmdlet, "ErrorAction", "ErrorActionPreference"));
        }

        if (Asks(known.Verbose, runtime))
        {
            known.IsVerbose?.SetValue(runtime, true);
        }
    }

    private static bool Asks(PropertyInfo? preference, ICommandRuntime runtime) => preference?.GetValue(runtime) is ActionPreference.Inquire;

    private static void Replace(PropertyInfo preference, ICommandRuntime runtime, ActionPreference value)
    {
        if (preference.CanWrite && value != ActionPreference.Inquire)
        {
            preference.SetValue(runtime, value);
        }
    }

    private static ActionPreference Chosen(PSCmdlet cmdlet, string parameter, string variable) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue(parameter, out var given) && Convert(given) is { } action ? action
        : Convert(cmdlet.GetVariableValue(variable)) ?? ActionPreference.Continue;

    private static ActionPreference? Convert(object? value) => value is not null && LanguagePrimitives.TryConvertTo<ActionPreference>(value, out var action) ? action : null;

    // The engine has no public API for them; a host without these members keeps its own behavior.
    private sealed record Preferences(Type Runtime, PropertyInfo? Debug, PropertyInfo? Warning, PropertyInfo? Error, PropertyInfo? Verbose, PropertyInfo? IsVerbose)
    {
        public static Preferences Of(Type runtime)
        {
            PropertyInfo? Member(string name) => runtime.GetProperty(name, BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public);
            return new(runtime, Member("DebugPreference"), Member("WarningPreference"), Member("ErrorAction"), Member("VerbosePreference"), Member("Verbose"));
        }
    }
}
