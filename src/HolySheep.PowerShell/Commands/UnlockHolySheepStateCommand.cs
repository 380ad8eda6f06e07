using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using HolySheep.Maintenance;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Commands;

/// <summary>Releases what a machine that will not come back holds: the money that is reserved for its calls is booked as spent, and its places and rows are free.</summary>
[Cmdlet(VerbsCommon.Unlock, "HolySheepState", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(HolySheepStateHolding))]
public sealed class UnlockHolySheepStateCommand : HolySheepStateCommand
{
    /// <summary>The machines, as <c>Get-HolySheepState</c> names them.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[]? Machine { get; set; }

    /// <summary>Writes what was released.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var machine in (Machine is { Length: > 0 } given ? given : [""]).Where(machine =>
            IsGiven(machine, "No machine was given.", "Write, for example: Unlock-HolySheepState web-07 -Confirm:$false")))
        {
            IReadOnlyList<HeldResource> held = [];
            Ask(machine, (place, stop) => place.ReleaseAsync(machine, preview: true, stop), found => held = found);
            if (held.Count > 0 && ShouldProcess(machine, $"Release {string.Join(", ", held.Select(static entry => $"{entry.Count} {entry.Kind}"))}"))
            {
                Ask(machine, (place, stop) => place.ReleaseAsync(machine, preview: false, stop), Write);
            }
        }
    }

    private void Write(IReadOnlyList<HeldResource> released)
    {
        foreach (var entry in released.Where(_ => PassThru))
        {
            WriteObject(new HolySheepStateHolding(entry));
        }
    }
}
