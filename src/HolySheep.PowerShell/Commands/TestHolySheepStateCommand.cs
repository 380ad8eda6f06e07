using System.Management.Automation;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Commands;

/// <summary>Checks whether the place of state can be reached and used, and whether the parts of the ledger agree.</summary>
[Cmdlet(VerbsDiagnostic.Test, "HolySheepState")]
[OutputType(typeof(HolySheepStateFinding))]
public sealed class TestHolySheepStateCommand : HolySheepStateCommand
{
    /// <inheritdoc/>
    protected override void EndProcessing() => Ask(ConfigPath, static (place, stop) => place.CheckAsync(stop), findings =>
    {
        foreach (var finding in findings)
        {
            WriteObject(new HolySheepStateFinding(finding));
        }
    });
}
