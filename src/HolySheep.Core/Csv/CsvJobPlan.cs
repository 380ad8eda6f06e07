using System;
using System.Collections.Generic;

namespace HolySheep.Csv;

/// <summary>What a job would do.</summary>
public sealed record CsvJobPlan
{
    /// <summary>The rows of the input.</summary>
    public required int Rows { get; init; }

    /// <summary>The distinct prompts; each is sent once.</summary>
    public required int DistinctPrompts { get; init; }

    /// <summary>The rows that an earlier run has answered and paid.</summary>
    public required int Reused { get; init; }

    /// <summary>The prompts that would be sent.</summary>
    public required int ToAsk { get; init; }

    /// <summary>The tokens of those prompts, including the system prompt and the schema.</summary>
    public required long PromptTokens { get; init; }

    /// <summary>The prompts that are too long for every target.</summary>
    public required int TooLong { get; init; }

    /// <summary>The minimum time under the providers' limits; null if no limit is configured.</summary>
    public TimeSpan? TimeAtLimits { get; init; }

    /// <summary>The names in the template that are not columns. If there is one, nothing would be sent.</summary>
    public required IReadOnlyList<string> MissingColumns { get; init; }

    /// <summary>The cost range at each target, in the order of the chain.</summary>
    public required IReadOnlyList<CsvTargetCost> Targets { get; init; }

    /// <summary>The cost and the time in each lane that is open to the model.</summary>
    public IReadOnlyList<CsvLaneCost> Lanes { get; init; } = [];

    /// <summary>Warnings, one line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
