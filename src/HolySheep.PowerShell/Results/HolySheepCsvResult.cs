using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Csv;
using HolySheep.PowerShell.Choices;

namespace HolySheep.PowerShell.Results;

/// <summary>The result of a CSV job.</summary>
public sealed class HolySheepCsvResult
{
    private readonly TimeSpan _duration;
    private readonly IReadOnlyList<HolySheepCsvShare> _lanes;
    private readonly IReadOnlyList<HolySheepCsvBatch> _batches;
    private readonly HolySheepCsvDeadline? _deadline;
    private readonly IReadOnlyList<string> _warnings;

    internal HolySheepCsvResult(CsvJobSummary summary)
    {
        Rows = summary.Rows;
        Succeeded = summary.Succeeded;
        Failed = summary.Failed;
        Remaining = summary.Remaining;
        Reused = summary.Reused;
        Deduplicated = summary.Deduplicated;
        Cost = summary.Cost;
        EstimatedCost = summary.EstimatedCost;
        _duration = NestedMember.Show(this, nameof(Duration), summary.Duration);
        RowsPerSecond = summary.RowsPerSecond;
        ExitCode = summary.ExitCode;
        StopReason = summary.StopReason;
        Message = summary.Message;
        OutPath = summary.OutPath;
        ErrorPath = summary.ErrorPath;
        ReportPath = summary.ReportPath;
        HtmlReportPath = summary.HtmlReportPath;
        Lane = Choice.Of<HolySheepCsvLane>(summary.Lane);
        _lanes = NestedMember.Show(this, nameof(Lanes), new ResultList<HolySheepCsvShare>(summary.Lanes.Select(share => new HolySheepCsvShare(share))));
        _batches = NestedMember.Show(this, nameof(Batches), new ResultList<HolySheepCsvBatch>(summary.Batches.Select(batch => new HolySheepCsvBatch(batch))));
        _deadline = NestedMember.Show(this, nameof(Deadline), summary.Deadline is { } deadline ? new HolySheepCsvDeadline(deadline) : null);
        Agreement = summary.Agreement?.Message;
        _warnings = NestedMember.Show(this, nameof(Warnings), new ResultList<string>(summary.Warnings));
    }

    /// <summary>The rows of the input.</summary>
    public int Rows { get; }

    /// <summary>The rows that have an answer.</summary>
    public int Succeeded { get; }

    /// <summary>The rows that failed.</summary>
    public int Failed { get; }

    /// <summary>The rows that were not done before the run stopped.</summary>
    public int Remaining { get; }

    /// <summary>The rows that an earlier run had answered and paid.</summary>
    public int Reused { get; }

    /// <summary>The rows that share the answer of an earlier row with the same prompt.</summary>
    public int Deduplicated { get; }

    /// <summary>The cost of this run in USD, with what is reserved for batches; null if a price is unknown.</summary>
    public decimal? Cost { get; }

    /// <summary>What is reserved in USD for batches that are not collected.</summary>
    public decimal EstimatedCost { get; }

    /// <summary>The duration of this run.</summary>
    public string Duration => NestedMember.Text(_duration)!;

    /// <summary>The rows that this run did per second.</summary>
    public double RowsPerSecond { get; }

    /// <summary>The exit code: 0, 8 if rows failed, 9 if the run stopped early and can continue.</summary>
    public int ExitCode { get; }

    /// <summary>Why the run stopped early: None, Deadline, MaxCost, MaxErrors, NoTarget, OutputUnwritable, InputChanged, Detached, FailedAlike or OutcomeUnknown.</summary>
    public CsvStopReason StopReason { get; }

    /// <summary>Why it stopped early and how to continue, or what failed; null if nothing did.</summary>
    public string? Message { get; }

    /// <summary>The path of the output; the file exists only if the run finished.</summary>
    public string OutPath { get; }

    /// <summary>The path of the failed rows with their reasons; null if no row failed or the run stopped early.</summary>
    public string? ErrorPath { get; }

    /// <summary>The path of the run's report in JSON.</summary>
    public string ReportPath { get; }

    /// <summary>The path of the run's report as a page; null if none was asked for.</summary>
    public string? HtmlReportPath { get; }

    /// <summary>The lane that was asked for.</summary>
    public HolySheepCsvLane Lane { get; }

    /// <summary>What this run did in each lane; empty if all of it was live.</summary>
    public string Lanes => NestedMember.Text(_lanes)!;

    /// <summary>The batches that this run knew, the oldest first.</summary>
    public string Batches => NestedMember.Text(_batches)!;

    /// <summary>How the deadline was kept; null if the lane is not Auto, or there is no deadline.</summary>
    public string? Deadline => NestedMember.Text(_deadline);

    /// <summary>What was found out about the agreement with the model of -With; null if none was promised.</summary>
    public string? Agreement { get; }

    /// <summary>Warnings, one line each.</summary>
    public string Warnings => NestedMember.Text(_warnings)!;

    /// <summary>The rows by result.</summary>
    public override string ToString() => $"{Succeeded} of {Rows} rows answered, {Failed} failed";
}
