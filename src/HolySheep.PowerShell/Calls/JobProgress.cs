using System;
using System.Globalization;
using System.Management.Automation;
using System.Threading;
using HolySheep.Csv;

namespace HolySheep.PowerShell.Calls;

/// <summary>The progress of a CSV job, for Write-Progress: at most five times per second.</summary>
internal sealed class JobProgress
{
    // Scripts number their own progress bars from 0 or 1.
    private const int ActivityId = 7306;
    private const string Activity = "Invoke-HolySheepCsv";
    private const int Whole = 100;

    private CsvJobProgress? _coming;
    private volatile CsvJobProgress? _latest;
    private bool _shown;

    /// <summary>The rows by result at the last report; null if no row had been sent.</summary>
    internal string? Rows => _latest is { Phase: not CsvJobPhase.Reading } latest
        ? string.Format(CultureInfo.InvariantCulture, "{0} of {1} rows answered, {2} failed, {3} left", latest.Done - latest.Failed, latest.Rows, latest.Failed, latest.Rows - latest.Done)
        : null;

    /// <summary>Receives a report of the job, on any thread.</summary>
    internal void Take(CsvJobProgress progress)
    {
        _latest = progress;
        Volatile.Write(ref _coming, progress);
    }

    /// <summary>The current progress record; null if nothing has changed. Call it on the pipeline thread.</summary>
    internal ProgressRecord? Next()
    {
        if (Interlocked.Exchange(ref _coming, null) is not { } progress)
        {
            return null;
        }

        _shown = true;
        return new ProgressRecord(ActivityId, Activity, Status(progress))
        {
            CurrentOperation = progress.PausedUntil is { } until ? string.Format(CultureInfo.InvariantCulture, "Paused until {0:HH:mm:ss}: {1}", until.ToLocalTime(), progress.PauseReason)
                : progress.Batches is { Open: > 0 } batches ? batches.ToString()
                : null,
            PercentComplete = progress.Rows == 0 ? 0 : Math.Min(Whole, (int)((long)progress.Done * Whole / progress.Rows)),
            SecondsRemaining = progress.TimeLeft is { } left && left.TotalSeconds < int.MaxValue ? (int)left.TotalSeconds : -1,
        };
    }

    /// <summary>The record that removes the display; null if nothing was shown.</summary>
    internal ProgressRecord? Last() => _shown ? new ProgressRecord(ActivityId, Activity, "Done") { RecordType = ProgressRecordType.Completed } : null;

    private static string Status(CsvJobProgress progress) => progress.Phase == CsvJobPhase.Reading
        ? "Reading the input"
        : string.Format(CultureInfo.InvariantCulture, "{0} of {1} rows, {2} failed, ${3:0.00##}, {4:0.#}/s", progress.Done, progress.Rows, progress.Failed, progress.Cost, progress.RowsPerSecond);
}
