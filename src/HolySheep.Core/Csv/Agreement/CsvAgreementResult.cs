using System.Collections.Generic;

namespace HolySheep.Csv.Agreement;

/// <summary>What a job found out about the agreement of its two models, and what followed from it.</summary>
public sealed record CsvAgreementResult
{
    /// <summary>The share of the rows that was asked for.</summary>
    public required double Rate { get; init; }

    /// <summary>The probability with which it was to hold.</summary>
    public required double Confidence { get; init; }

    /// <summary>The cheap model.</summary>
    public required string Model { get; init; }

    /// <summary>The reference model.</summary>
    public required string With { get; init; }

    /// <summary>The rows that both models answered so far to compare them.</summary>
    public required int Sampled { get; init; }

    /// <summary>Those of them whose answers agree.</summary>
    public required int Agreed { get; init; }

    /// <summary>Whether it is decided which answers of the cheap model may stand.</summary>
    public required bool IsDecided { get; init; }

    /// <summary>Whether every answer of the cheap model stands.</summary>
    public required bool AllStand { get; init; }

    /// <summary>The answers of the cheap model that stand, as JSON; empty if none does, or all do.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    /// <summary>The share of the rows that agrees at least, with the confidence asked for.</summary>
    public required double AtLeast { get; init; }

    /// <summary>All of it in one sentence.</summary>
    public required string Message { get; init; }
}
