using System;
using System.Collections.Generic;

namespace HolySheep.Csv;

/// <summary>What became of a job.</summary>
public sealed record CsvJobSummary
{
    /// <summary>Rows of the input.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows that have an answer.</summary>
    public required int Succeeded { get; init; }

    /// <summary>Rows that failed.</summary>
    public required int Failed { get; init; }

    /// <summary>Rows whose answer an earlier run had paid for.</summary>
    public required int Reused { get; init; }

    /// <summary>Rows that share the answer of an earlier row with the same prompt; those reused are not counted again.</summary>
    public required int Deduplicated { get; init; }

    /// <summary>Rows that were not done before the run stopped.</summary>
    public int Remaining => Rows - Succeeded - Failed;

    /// <summary>What this run cost in USD; null where a price is unknown.</summary>
    public required decimal? Cost { get; init; }

    /// <summary>The time of this run.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Rows that this run did, by the second.</summary>
    public required double RowsPerSecond { get; init; }

    /// <summary>The exit code: 0, 8 where rows failed, 9 where the run stopped early, 130 where the caller stopped it.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Why the run stopped early; <see cref="CsvStopReason.None"/> where it did not.</summary>
    public required CsvStopReason StopReason { get; init; }

    /// <summary>Why it stopped early and how to go on, or what failed; null where all is well.</summary>
    public string? Message { get; init; }

    /// <summary>The output; written only where the run came to its end.</summary>
    public required string OutPath { get; init; }

    /// <summary>The failed rows with their reasons; null where none failed or the run stopped early.</summary>
    public string? ErrorPath { get; init; }

    /// <summary>The report of the run, as JSON.</summary>
    public required string ReportPath { get; init; }

    /// <summary>What the caller should know, one line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
