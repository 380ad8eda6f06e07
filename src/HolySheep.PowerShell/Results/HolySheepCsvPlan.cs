using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Csv;

namespace HolySheep.PowerShell.Results;

/// <summary>What a CSV job would do.</summary>
public sealed class HolySheepCsvPlan
{
    internal HolySheepCsvPlan(CsvJobPlan plan)
    {
        Rows = plan.Rows;
        DistinctPrompts = plan.DistinctPrompts;
        Reused = plan.Reused;
        ToAsk = plan.ToAsk;
        PromptTokens = plan.PromptTokens;
        TooLong = plan.TooLong;
        TimeAtLimits = plan.TimeAtLimits;
        MissingColumns = new ResultList<string>(plan.MissingColumns);
        Targets = new ResultList<HolySheepCsvTarget>(plan.Targets.Select(target => new HolySheepCsvTarget(target)));
        Warnings = new ResultList<string>(plan.Warnings);
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
    public TimeSpan? TimeAtLimits { get; }

    /// <summary>Names of the template that are no columns; with one, nothing would be asked.</summary>
    public IReadOnlyList<string> MissingColumns { get; }

    /// <summary>What it may cost at each target, in the order of the chain.</summary>
    public IReadOnlyList<HolySheepCsvTarget> Targets { get; }

    /// <summary>What the user should know, one line each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>The rows and the prompts to ask.</summary>
    public override string ToString() => $"{Rows} rows, {ToAsk} prompts to ask";
}
