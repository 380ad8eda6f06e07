using System;

namespace HolySheep.Csv;

/// <summary>How far a job is.</summary>
public sealed record CsvJobProgress
{
    /// <summary>What it does.</summary>
    public required CsvJobPhase Phase { get; init; }

    /// <summary>Rows of the input, as far as they are known.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows that are done: answered now or before, or failed.</summary>
    public required int Done { get; init; }

    /// <summary>Rows that have failed so far.</summary>
    public required int Failed { get; init; }

    /// <summary>Calls under way.</summary>
    public required int InFlight { get; init; }

    /// <summary>The most calls at once that are made now.</summary>
    public required int Limit { get; init; }

    /// <summary>Rows that this run did, by the second.</summary>
    public required double RowsPerSecond { get; init; }

    /// <summary>What is left at that rate; null where none is known.</summary>
    public TimeSpan? TimeLeft { get; init; }

    /// <summary>What this run has cost in USD; unknown prices count nothing.</summary>
    public required decimal Cost { get; init; }

    /// <summary>When the next row is tried, while every target is out.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>The last failure, while every target is out.</summary>
    public string? PauseReason { get; init; }
}
