using System;
using System.Collections.Generic;
using HolySheep.Csv;

namespace HolySheep.PowerShell.Results;

/// <summary>What became of a CSV job.</summary>
public sealed class HolySheepCsvResult
{
    private readonly TimeSpan _duration;
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
        _duration = NestedMember.Show(this, nameof(Duration), summary.Duration);
        RowsPerSecond = summary.RowsPerSecond;
        ExitCode = summary.ExitCode;
        StopReason = summary.StopReason;
        Message = summary.Message;
        OutPath = summary.OutPath;
        ErrorPath = summary.ErrorPath;
        ReportPath = summary.ReportPath;
        _warnings = NestedMember.Show(this, nameof(Warnings), new ResultList<string>(summary.Warnings));
    }

    /// <summary>Rows of the input.</summary>
    public int Rows { get; }

    /// <summary>Rows that have an answer.</summary>
    public int Succeeded { get; }

    /// <summary>Rows that failed.</summary>
    public int Failed { get; }

    /// <summary>Rows that were not done before the run stopped.</summary>
    public int Remaining { get; }

    /// <summary>Rows whose answer an earlier run had paid for.</summary>
    public int Reused { get; }

    /// <summary>Rows that share the answer of an earlier row with the same prompt.</summary>
    public int Deduplicated { get; }

    /// <summary>What this run cost in USD, null where a price is unknown.</summary>
    public decimal? Cost { get; }

    /// <summary>The time of this run.</summary>
    public string Duration => NestedMember.Text(_duration)!;

    /// <summary>Rows that this run did, by the second.</summary>
    public double RowsPerSecond { get; }

    /// <summary>0, 8 where rows failed, 9 where the run stopped early and can go on.</summary>
    public int ExitCode { get; }

    /// <summary>Why the run stopped early: None, Deadline, MaxCost, MaxErrors, NoTarget, OutputUnwritable or InputChanged.</summary>
    public CsvStopReason StopReason { get; }

    /// <summary>Why it stopped early and how to go on, or what failed; null where all is well.</summary>
    public string? Message { get; }

    /// <summary>The output; written only where the run came to its end.</summary>
    public string OutPath { get; }

    /// <summary>The failed rows with their reasons; null where none failed or the run stopped early.</summary>
    public string? ErrorPath { get; }

    /// <summary>The report of the run, as JSON.</summary>
    public string ReportPath { get; }

    /// <summary>What the user should know, one line each.</summary>
    public string Warnings => NestedMember.Text(_warnings)!;

    /// <summary>The rows by what became of them.</summary>
    public override string ToString() => $"{Succeeded} of {Rows} rows answered, {Failed} failed";
}
