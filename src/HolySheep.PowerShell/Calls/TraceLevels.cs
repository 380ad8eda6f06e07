using System.Management.Automation;

namespace HolySheep.PowerShell.Calls;

/// <summary>The trace lines that the session shows; no others are created.</summary>
/// <param name="Verbose">Whether the verbose stream is on.</param>
/// <param name="Debug">Whether the debug stream is on.</param>
internal readonly record struct TraceLevels(bool Verbose, bool Debug)
{
    internal bool Any => Verbose || Debug;

    internal static TraceLevels Of(PSCmdlet cmdlet) => new(IsOn(cmdlet, nameof(Verbose)), IsOn(cmdlet, nameof(Debug)));

    // The switch takes precedence over the preference of the session.
    private static bool IsOn(PSCmdlet cmdlet, string stream) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue(stream, out var given)
            ? ((SwitchParameter)given).IsPresent
            : cmdlet.GetVariableValue(stream + "Preference") is { } preference
                && LanguagePrimitives.TryConvertTo<ActionPreference>(preference, out var action)
                && action is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
}
