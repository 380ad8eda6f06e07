using System;
using HolySheep.Csv.Journal;

namespace HolySheep.Csv.Running;

/// <summary>Reports the progress of a run to the caller. Not thread-safe.</summary>
internal sealed class JobMeter(TimeProvider clock, RowIndex index, JobTally tally, RowGate gate, JobStop stop, Func<IRowWork> work, Action<CsvJobProgress>? listener)
{
    private readonly long _startedAt = clock.GetTimestamp();

    /// <summary>True once the output is being written.</summary>
    public bool IsWriting { get; set; }

    public void Show() => listener?.Invoke(Look());

    private CsvJobProgress Look()
    {
        var (inFlight, limit, spent, pausedUntil) = gate.Look();
        var elapsed = clock.GetElapsedTime(_startedAt).TotalSeconds;
        var (batches, waitsUntil) = (work().Progress, work().PausedUntil);
        pausedUntil = waitsUntil > pausedUntil || pausedUntil is null ? waitsUntil : pausedUntil;

        // What a provider says is ready is as good as done.
        var ready = batches?.Ready ?? 0;
        var rate = elapsed > 0 ? (tally.Asked + ready) / elapsed : 0;
        var left = index.Rows - tally.Done - ready;
        var paused = pausedUntil > clock.GetUtcNow();
        return new CsvJobProgress
        {
            Phase = IsWriting ? CsvJobPhase.Writing : stop.IsStopped ? CsvJobPhase.Stopping : paused ? CsvJobPhase.Paused : CsvJobPhase.Asking,
            Rows = index.Rows,
            Done = tally.Done,
            Failed = tally.Failed,
            InFlight = inFlight,
            Limit = limit,
            RowsPerSecond = rate,
            TimeLeft = rate > 0 ? TimeSpan.FromSeconds(Math.Min(left / rate, TimeSpan.FromDays(999).TotalSeconds)) : null,
            Cost = spent,
            PausedUntil = paused ? pausedUntil : null,
            PauseReason = paused ? work().OutageReason : null,
            Batches = batches,
        };
    }
}
