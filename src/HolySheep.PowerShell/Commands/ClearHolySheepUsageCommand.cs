using System;
using System.Management.Automation;
using HolySheep.PowerShell.Binding;

namespace HolySheep.PowerShell.Commands;

/// <summary>Deletes old attempts from the ledger, by age or until its file is small enough; budgets keep what was spent in their period.</summary>
[Cmdlet(VerbsCommon.Clear, "HolySheepUsage", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class ClearHolySheepUsageCommand : HolySheepConfigurationCommand
{
    /// <summary>Deletes attempts that began longer ago than this: a number of days, such as 90, or a time span.</summary>
    [Parameter(Position = 0)]
    [Days]
    public TimeSpan? OlderThan { get; set; }

    /// <summary>Deletes the oldest attempts until the rest fits in this many megabytes.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    [PlainNumber]
    public int? MaxSizeMB { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => Use(null, _ => WithClient(shared =>
    {
        if (ShouldProcess("The ledger", "Delete old attempts"))
        {
            WriteVerbose($"{shared.Client.PruneUsage(OlderThan, MaxSizeMB * 1_048_576L)} attempts deleted.");
        }
    }));
}
