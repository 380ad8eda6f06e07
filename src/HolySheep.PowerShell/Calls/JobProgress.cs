using System;
using System.Globalization;
using System.Management.Automation;
using System.Threading;
using HolySheep.Csv;

namespace HolySheep.PowerShell.Calls;

/// <summary>How far a CSV job is, for Write-Progress: at most five times a second.</summary>
internal sealed class JobProgress
{
    // Scripts number their own bars from 0 or 1.
    private const int ActivityId = 7306;
    private const string Activity = "Invoke-HolySheepCsv";
    private const int Whole = 100;

    private CsvJobProgress? _coming;
    private volatile CsvJobProgress? _latest;
    private bool _shown;

    /// <summary>The rows by what became of them when the job last told; null if none of its rows was asked by then.</summary>
    internal string? Rows => _latest is { Phase: not CsvJobPhase.Reading } latest
        ? string.Format(CultureInfo.InvariantCulture, "{0} of {1} rows answered, {2} failed, {3} left", latest.Done - latest.Failed, latest.Rows, latest.Failed, latest.Rows - latest.Done)
        : null;

    /// <summary>Takes in what the job tells, on any thread.</summary>
    internal void Take(CsvJobProgress progress)
    {
        _latest = progress;
        Volatile.Write(ref _coming, progress);
    }

    /// <summary>What is to be shown now; null where nothing is new. On the pipeline thread.</summary>
    internal ProgressRecord? Next()
    {
        if (Interlocked.Exchange(ref _coming, null) is not { } progress)
        {
            return null;
        }

        _shown = true;
        return new ProgressRecord(ActivityId, Activity, Status(progress))
        {
            CurrentOperation = progress.PausedUntil is { } until ? string.Format(CultureInfo.InvariantCulture, "Paused until {0:HH:mm:ss}: {1}", until.ToLocalTime(), progress.PauseReason) : null,
            PercentComplete = progress.Rows == 0 ? 0 : Math.Min(Whole, (int)((long)progress.Done * Whole / progress.Rows)),
            SecondsRemaining = progress.TimeLeft is { } left && left.TotalSeconds < int.MaxValue ? (int)left.TotalSeconds : -1,
        };
    }

    /// <summary>What takes the display away; null where nothing was shown.</summary>
    internal ProgressRecord? Last() => _shown ? new ProgressRecord(ActivityId, Activity, "Done") { RecordType = ProgressRecordType.Completed } : null;

    private static string Status(CsvJobProgress progress) => progress.Phase == CsvJobPhase.Reading
        ? "Reading the input"
        : string.Format(CultureInfo.InvariantCulture, "{0} of {1} rows, {2} failed, ${3:0.00##}, {4:0.#}/s", progress.Done, progress.Rows, progress.Failed, progress.Cost, progress.RowsPerSecond);
}
