using System;
using System.Collections.Generic;

namespace HolySheep.Spend.Ledger;

/// <summary>Answers of one model that a job reused in one run. No provider was called, so they are not attempts and cost nothing.</summary>
internal sealed record ReusedAnswers
{
    public required DateTimeOffset At { get; init; }

    /// <summary>The model that the job asks for.</summary>
    public required string ModelAsked { get; init; }

    /// <summary>The model of the chain that answered originally.</summary>
    public required string Model { get; init; }

    /// <summary>The model id that was sent to the provider.</summary>
    public required string ModelSent { get; init; }

    /// <summary>The provider that would be asked for it now; empty if none would.</summary>
    public required string Provider { get; init; }

    /// <summary>The number of answers.</summary>
    public required long Count { get; init; }

    /// <summary>Their original cost in USD, as far as it is known.</summary>
    public required decimal Saved { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    public string? Job { get; init; }

    public string? Task { get; init; }

    public string? Caller { get; init; }
}
