using System;
using System.Collections.Generic;
using HolySheep.Csv.Agreement;
using HolySheep.Csv.Reporting;

namespace HolySheep.Csv;

/// <summary>The result of a job.</summary>
public sealed record CsvJobSummary
{
    /// <summary>The rows of the input.</summary>
    public required int Rows { get; init; }

    /// <summary>The rows that have an answer.</summary>
    public required int Succeeded { get; init; }

    /// <summary>The rows that failed.</summary>
    public required int Failed { get; init; }

    /// <summary>The rows that an earlier run had answered and paid.</summary>
    public required int Reused { get; init; }

    /// <summary>The rows that share the answer of an earlier row with the same prompt, without those in <see cref="Reused"/>.</summary>
    public required int Deduplicated { get; init; }

    /// <summary>The rows that were not done before the run stopped.</summary>
    public int Remaining => Rows - Succeeded - Failed;

    /// <summary>The cost of this run in USD, with <see cref="EstimatedCost"/>; null if a price is unknown.</summary>
    public required decimal? Cost { get; init; }

    /// <summary>What is reserved in USD for batches that are not collected.</summary>
    public decimal EstimatedCost { get; init; }

    /// <summary>The lane that was asked for.</summary>
    public CsvLane Lane { get; init; }

    /// <summary>What this run did in each lane; empty if all of it was live.</summary>
    public IReadOnlyList<CsvLaneShare> Lanes { get; init; } = [];

    /// <summary>The batches that this run knew, the oldest first.</summary>
    public IReadOnlyList<CsvBatch> Batches { get; init; } = [];

    /// <summary>What was found out about the agreement with another model; null if none was promised.</summary>
    public CsvAgreementResult? Agreement { get; init; }

    /// <summary>The duration of this run.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The rows that this run did per second.</summary>
    public required double RowsPerSecond { get; init; }

    /// <summary>The exit code: 0, 8 if rows failed, 9 if the run stopped early, 130 if the caller stopped it.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Why the run stopped early; <see cref="CsvStopReason.None"/> if it did not.</summary>
    public required CsvStopReason StopReason { get; init; }

    /// <summary>Why it stopped early and how to continue, or what failed; null if nothing did.</summary>
    public string? Message { get; init; }

    /// <summary>How the deadline was kept; null if the lane is not auto, or there is no deadline.</summary>
    public CsvDeadline? Deadline { get; init; }

    /// <summary>The path of the output; the file exists only if the run finished.</summary>
    public required string OutPath { get; init; }

    /// <summary>The path of the failed rows with their reasons; null if no row failed or the run stopped early.</summary>
    public string? ErrorPath { get; init; }

    /// <summary>The path of the run's report in JSON.</summary>
    public required string ReportPath { get; init; }

    /// <summary>The path of the run's report as a page; null if none was asked for.</summary>
    public string? HtmlReportPath { get; init; }

    /// <summary>Warnings, one line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What the job was asked to keep.</summary>
    internal IReadOnlyList<Promise> Promises { get; init; } = [];

    /// <summary>What went from one lane to another, and why.</summary>
    internal IReadOnlyList<LaneMove> Moves { get; init; } = [];

    /// <summary>What the run cost beside what it would have cost otherwise.</summary>
    internal JobSavings? Savings { get; init; }

    /// <summary>The lanes, the deadline, the batches, the agreement, the contract, the savings and the moves as a JSON object, as the run's report has them.</summary>
    public string LanesToJson() => LaneMembers.Of(this);
}
