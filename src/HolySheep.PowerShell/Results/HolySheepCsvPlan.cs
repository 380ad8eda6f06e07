using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Csv;

namespace HolySheep.PowerShell.Results;

/// <summary>What a CSV job would do.</summary>
public sealed class HolySheepCsvPlan
{
    private readonly TimeSpan? _timeAtLimits;
    private readonly IReadOnlyList<string> _missingColumns;
    private readonly IReadOnlyList<HolySheepCsvTarget> _targets;
    private readonly IReadOnlyList<string> _warnings;

    internal HolySheepCsvPlan(CsvJobPlan plan)
    {
        Rows = plan.Rows;
        DistinctPrompts = plan.DistinctPrompts;
        Reused = plan.Reused;
        ToAsk = plan.ToAsk;
        PromptTokens = plan.PromptTokens;
        TooLong = plan.TooLong;
        _timeAtLimits = NestedMember.Show(this, nameof(TimeAtLimits), plan.TimeAtLimits);
        _missingColumns = NestedMember.Show(this, nameof(MissingColumns), new ResultList<string>(plan.MissingColumns));
        _targets = NestedMember.Show(this, nameof(Targets), new ResultList<HolySheepCsvTarget>(plan.Targets.Select(target => new HolySheepCsvTarget(target))));
        _warnings = NestedMember.Show(this, nameof(Warnings), new ResultList<string>(plan.Warnings));
    }

    /// <summary>Rows of the input.</summary>
    public int Rows { get; }

    /// <summary>Prompts that differ; each is asked once.</summary>
    public int DistinctPrompts { get; }

    /// <summary>Rows whose answer an earlier run has paid for.</summary>
    public int Reused { get; }

    /// <summary>Prompts that would be asked.</summary>
    public int ToAsk { get; }

    /// <summary>Tokens of those prompts, the system's and the schema's included.</summary>
    public long PromptTokens { get; }

    /// <summary>Prompts that are too long for every target.</summary>
    public int TooLong { get; }

    /// <summary>The time that the providers' limits ask for at least; null where none is configured.</summary>
    public string? TimeAtLimits => NestedMember.Text(_timeAtLimits);

    /// <summary>Names of the template that are no columns; with one, nothing would be asked.</summary>
    public string MissingColumns => NestedMember.Text(_missingColumns)!;

    /// <summary>What it may cost at each target, in the order of the chain.</summary>
    public string Targets => NestedMember.Text(_targets)!;

    /// <summary>What the user should know, one line each.</summary>
    public string Warnings => NestedMember.Text(_warnings)!;

    /// <summary>The rows and the prompts to ask.</summary>
    public override string ToString() => $"{Rows} rows, {ToAsk} prompts to ask";
}
