using System;

namespace HolySheep.Csv;

/// <summary>The progress of a job.</summary>
public sealed record CsvJobProgress
{
    /// <summary>What the job is doing.</summary>
    public required CsvJobPhase Phase { get; init; }

    /// <summary>The rows of the input, as far as they have been counted.</summary>
    public required int Rows { get; init; }

    /// <summary>The rows that are done: answered now or before, or failed.</summary>
    public required int Done { get; init; }

    /// <summary>The rows that have failed so far.</summary>
    public required int Failed { get; init; }

    /// <summary>The calls under way.</summary>
    public required int InFlight { get; init; }

    /// <summary>The current maximum number of calls at once.</summary>
    public required int Limit { get; init; }

    /// <summary>The rows that this run does per second.</summary>
    public required double RowsPerSecond { get; init; }

    /// <summary>The remaining time at that rate; null if the rate is unknown.</summary>
    public TimeSpan? TimeLeft { get; init; }

    /// <summary>The cost of this run so far in USD, without attempts whose price is unknown.</summary>
    public required decimal Cost { get; init; }

    /// <summary>How far the batches are; null if the job has none.</summary>
    public CsvBatchProgress? Batches { get; init; }

    /// <summary>When the next row is tried, while no target is available.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>The last failure, while no target is available.</summary>
    public string? PauseReason { get; init; }
}
