using System;
using System.Collections.Generic;

namespace HolySheep.Csv;

/// <summary>What a worker on shared jobs did.</summary>
public sealed record CsvWorkerSummary
{
    /// <summary>The rows that it answered.</summary>
    public required int Answered { get; init; }

    /// <summary>The rows that failed.</summary>
    public required int Failed { get; init; }

    /// <summary>The cost of its calls in USD; null if a price is unknown.</summary>
    public required decimal? Cost { get; init; }

    /// <summary>How long it ran.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The exit code: 0 if it was stopped or nothing was left, 9 if the database or all targets stayed away, otherwise that of the failure.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Why it ended early; <see cref="CsvStopReason.None"/> if nothing was left, <see cref="CsvStopReason.Cancelled"/> if it was stopped.</summary>
    public required CsvStopReason StopReason { get; init; }

    /// <summary>Why it ended early, in words; null if it did not.</summary>
    public string? Message { get; init; }

    /// <summary>Warnings, one line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
