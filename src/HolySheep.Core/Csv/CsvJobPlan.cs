using System;
using System.Collections.Generic;

namespace HolySheep.Csv;

/// <summary>What a job would do.</summary>
public sealed record CsvJobPlan
{
    /// <summary>Rows of the input.</summary>
    public required int Rows { get; init; }

    /// <summary>Prompts that differ; each is asked once.</summary>
    public required int DistinctPrompts { get; init; }

    /// <summary>Rows whose answer an earlier run has paid for.</summary>
    public required int Reused { get; init; }

    /// <summary>Prompts that would be asked.</summary>
    public required int ToAsk { get; init; }

    /// <summary>Tokens of those prompts, the system's and the schema's included.</summary>
    public required long PromptTokens { get; init; }

    /// <summary>Prompts that are too long for every target.</summary>
    public required int TooLong { get; init; }

    /// <summary>The time that the providers' limits ask for at least; null where none is configured.</summary>
    public TimeSpan? TimeAtLimits { get; init; }

    /// <summary>Names of the template that are no columns; with one, nothing would be asked.</summary>
    public required IReadOnlyList<string> MissingColumns { get; init; }

    /// <summary>What it may cost at each target, in the order of the chain.</summary>
    public required IReadOnlyList<CsvTargetCost> Targets { get; init; }

    /// <summary>What the caller should know, one line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
