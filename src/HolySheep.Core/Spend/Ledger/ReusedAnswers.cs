using System;
using System.Collections.Generic;

namespace HolySheep.Spend.Ledger;

/// <summary>Answers of one model that a job had already and used again, all of one run together: nobody was asked, so that they are no attempts and cost nothing.</summary>
internal sealed record ReusedAnswers
{
    public required DateTimeOffset At { get; init; }

    /// <summary>The model that the job asks for.</summary>
    public required string ModelAsked { get; init; }

    /// <summary>The model of the chain that had answered.</summary>
    public required string Model { get; init; }

    /// <summary>The model id that was sent to the provider.</summary>
    public required string ModelSent { get; init; }

    /// <summary>The provider that would be asked for it now; empty where none would.</summary>
    public required string Provider { get; init; }

    /// <summary>How many.</summary>
    public required long Count { get; init; }

    /// <summary>What they had cost in USD, as far as that is known: what asking anew would cost.</summary>
    public required decimal Saved { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    public string? Job { get; init; }

    public string? Task { get; init; }

    public string? Caller { get; init; }
}
