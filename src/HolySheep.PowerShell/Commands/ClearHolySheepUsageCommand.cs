using System;
using System.Management.Automation;
using HolySheep.PowerShell.Binding;

namespace HolySheep.PowerShell.Commands;

/// <summary>Takes old attempts out of the ledger, by age or until its file is small enough; budgets keep what was spent in their period.</summary>
[Cmdlet(VerbsCommon.Clear, "HolySheepUsage", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class ClearHolySheepUsageCommand : HolySheepConfigurationCommand
{
    /// <summary>Takes out what began longer ago than this, for example 90.00:00:00 for 90 days.</summary>
    [Parameter(Position = 0)]
    public TimeSpan? OlderThan { get; set; }

    /// <summary>Takes out the oldest until the rest fits in so many megabytes.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    [PlainNumber]
    public int? MaxSizeMB { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => Use(null, _ => WithClient(shared =>
    {
        if (ShouldProcess("The ledger", "Take old attempts out"))
        {
            WriteVerbose($"{shared.Client.PruneUsage(OlderThan, MaxSizeMB * 1_048_576L)} attempts taken out.");
        }

        return true;
    }));
}
