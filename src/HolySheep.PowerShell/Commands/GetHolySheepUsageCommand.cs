using System;
using System.Linq;
using System.Management.Automation;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Choices;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Results;
using HolySheep.Spend.Usage;

namespace HolySheep.PowerShell.Commands;

/// <summary>Shows what calls used and cost, from the ledger.</summary>
[Cmdlet(VerbsCommon.Get, "HolySheepUsage", DefaultParameterSetName = "Usage")]
[OutputType(typeof(HolySheepUsage), ParameterSetName = ["Usage"])]
[OutputType(typeof(HolySheepUsageAnomaly), ParameterSetName = ["Anomaly"])]
public sealed class GetHolySheepUsageCommand : HolySheepConfigurationCommand
{
    /// <summary>The start of the range.</summary>
    /// <value>Default: 30 days before the end.</value>
    [Parameter(Position = 0)]
    [TimeArgument]
    public DateTimeOffset? From { get; set; }

    /// <summary>The exclusive end of the range.</summary>
    /// <value>Default: the current time.</value>
    [Parameter(Position = 1)]
    [TimeArgument]
    public DateTimeOffset? To { get; set; }

    /// <summary>The grouping: Day, Model, Provider, Tag, Job, Machine, or several of them; without it the output is one total.</summary>
    [Parameter(ParameterSetName = "Usage")]
    public HolySheepUsageGroup[] GroupBy { get; set; } = [];

    /// <summary>A model to compare with: shows what the same tokens would have cost there.</summary>
    [Parameter(ParameterSetName = "Usage")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelNameCompleter))]
    public string? CompareTo { get; set; }

    /// <summary>Shows instead the days and hours that cost far more than usual, and what grew in them.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Anomaly")]
    public SwitchParameter Anomaly { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => Use(null, _ => WithClient(shared =>
    {
        var query = new UsageQuery { From = From, To = To, GroupBy = [.. GroupBy.Select(group => Choice.Of<UsageGroup>(group))], CompareTo = CompareTo };
        if (shared.Client.FindLedgerDamage() is { } damage)
        {
            WriteWarning(damage);
        }

        if (Anomaly)
        {
            WriteObject(shared.Client.FindUsageAnomalies(query).Select(anomaly => new HolySheepUsageAnomaly(anomaly)), enumerateCollection: true);
            return;
        }

        var report = shared.Client.GetUsage(query);
        var rows = GroupBy.Length == 0 ? [report.Total] : report.Rows;
        var view = CompareTo is not null ? "#Compared" : report.Total.Reused > 0 ? "#Reused" : null;
        WriteObject(rows.Select(row => Shown(new HolySheepUsage(row, report), view)), enumerateCollection: true);
    }));

    // Comparisons and reused answers have their own views, because five columns cannot show everything.
    private static PSObject Shown(HolySheepUsage usage, string? view)
    {
        var shown = PSObject.AsPSObject(usage);
        if (view is not null)
        {
            shown.TypeNames.Insert(0, typeof(HolySheepUsage).FullName + view);
        }

        return shown;
    }
}
