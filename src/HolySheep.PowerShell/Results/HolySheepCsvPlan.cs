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
    private readonly IReadOnlyList<HolySheepCsvLaneCost> _lanes;
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
        _lanes = NestedMember.Show(this, nameof(Lanes), new ResultList<HolySheepCsvLaneCost>(plan.Lanes.Select(lane => new HolySheepCsvLaneCost(lane))));
        _warnings = NestedMember.Show(this, nameof(Warnings), new ResultList<string>(plan.Warnings));
    }

    /// <summary>The rows of the input.</summary>
    public int Rows { get; }

    /// <summary>The distinct prompts; each is sent once.</summary>
    public int DistinctPrompts { get; }

    /// <summary>The rows that an earlier run has answered and paid.</summary>
    public int Reused { get; }

    /// <summary>The prompts that would be sent.</summary>
    public int ToAsk { get; }

    /// <summary>The tokens of those prompts, including the system prompt and the schema.</summary>
    public long PromptTokens { get; }

    /// <summary>The prompts that are too long for every target.</summary>
    public int TooLong { get; }

    /// <summary>The minimum time under the providers' limits; null if no limit is configured.</summary>
    public string? TimeAtLimits => NestedMember.Text(_timeAtLimits);

    /// <summary>The names in the template that are not columns. If there is one, nothing would be sent.</summary>
    public string MissingColumns => NestedMember.Text(_missingColumns)!;

    /// <summary>The cost range at each target, in the order of the chain.</summary>
    public string Targets => NestedMember.Text(_targets)!;

    /// <summary>The cost and the time in each lane that is open to the model.</summary>
    public string Lanes => NestedMember.Text(_lanes)!;

    /// <summary>Warnings, one line each.</summary>
    public string Warnings => NestedMember.Text(_warnings)!;

    /// <summary>The rows and the prompts to send.</summary>
    public override string ToString() => $"{Rows} rows, {ToAsk} prompts to ask";
}
