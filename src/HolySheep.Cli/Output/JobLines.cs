using System;
using HolySheep.Csv;

namespace HolySheep.Cli.Output;

/// <summary>Progress for a log: one line a minute, and one when a pause or the end of a stopped job begins.</summary>
internal sealed class JobLines(Messages messages, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private long _shownAt = clock.GetTimestamp();
    private DateTimeOffset? _pausedUntil;
    private bool _stopping;

    public void Show(CsvJobProgress progress)
    {
        var pauses = progress.PausedUntil is not null && _pausedUntil is null;
        var stops = progress.Phase == CsvJobPhase.Stopping && !_stopping;
        (_pausedUntil, _stopping) = (progress.PausedUntil, _stopping || stops);
        if (pauses || stops || clock.GetElapsedTime(_shownAt) >= Interval)
        {
            _shownAt = clock.GetTimestamp();
            messages.Notice(JobStatus.Of(progress));
        }
    }
}
