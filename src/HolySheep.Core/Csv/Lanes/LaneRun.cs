using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Csv.Journal;
using HolySheep.Csv.Lanes.Deadlines;
using HolySheep.Csv.Running;
using HolySheep.Errors;
using HolySheep.Time;

namespace HolySheep.Csv.Lanes;

/// <summary>Gets the rows of a job answered by batches: cuts, submits, polls and collects until every row has a result. Rows that batches leave may go to live calls.</summary>
internal sealed class LaneRun : IRowWork
{
    private const string NotSubmitted = "The run ended before the batch was submitted.";

    private readonly LaneContext _lane;
    private readonly RowRunner _live;
    private readonly LaneRows _rows;
    private readonly LaneTotals _totals = new();
    private readonly BatchDropper _dropper;
    private readonly BatchSender _sender;
    private readonly BatchCollector _collector;
    private readonly LanePatience _patience;
    private readonly BatchIntake _intake;
    private readonly BatchWatch _watch;
    private readonly DeadlineWatch? _deadline;
    private volatile bool _isLive;

    /// <param name="lane">What the parts of the lane share.</param>
    /// <param name="live">Sends what batches leave.</param>
    /// <param name="asker">Asks about single rows.</param>
    /// <param name="perMinute">The calls that the provider takes in a minute; null if no limit is configured.</param>
    public LaneRun(LaneContext lane, RowRunner live, RowAsker asker, int? perMinute)
    {
        (_lane, _live) = (lane, live);
        _rows = new LaneRows(lane);
        _dropper = new BatchDropper(lane);
        _sender = new BatchSender(lane, _dropper);
        _collector = new BatchCollector(lane, _totals);
        _patience = new LanePatience(lane);
        _intake = new BatchIntake(lane, _rows, _dropper, _sender, _patience);
        _watch = new BatchWatch(lane, _sender, _dropper, _collector, _intake, _patience);
        _deadline = lane.Setup.Options is { Lane: CsvLane.Auto, Deadline: { } deadline } ? new DeadlineWatch(lane, _rows, asker, deadline, perMinute) : null;
    }

    public string? OutageReason => _patience.Outage?.Message ?? _live.OutageReason;

    public DateTimeOffset? PausedUntil => _isLive ? null : _patience.Outage?.Until;

    public LaneReport? Report => LaneReports.Of(_lane, _totals, _deadline);

    public CsvBatchProgress? Progress => _lane.Book.Progress;

    private JobStop Stop => _lane.Stop;

    public async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            await ResumeAsync(cancel).ConfigureAwait(false);
            if (_deadline is not null)
            {
                await _deadline.MeasureAsync(cancel).ConfigureAwait(false);
            }

            await WorkAsync(cancel).ConfigureAwait(false);
            if (!Stop.IsStopped && _lane.HasLiveRest)
            {
                _rows.Forget();
                await RunLiveAsync(cancel).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (Stop.IsStopped || cancel.IsCancellationRequested)
        {
            // The next run goes on where the journal says.
        }
    }

    public async Task EndAsync(bool isDone)
    {
        _rows.Dispose();
        foreach (var batch in _lane.Book.Left.Where(batch => batch.Step < BatchStep.Submitting))
        {
            // The next run books its rows again, and may not come before a budget is needed.
            await _dropper.ReleaseAsync(batch, NotSubmitted, CancellationToken.None).ConfigureAwait(false);
        }

        if (isDone || Stop.Reason is CsvStopReason.FailedAlike or CsvStopReason.MaxErrors)
        {
            // The next run sends the failed rows again.
            _lane.TryEnd();
        }
    }

    /// <summary>Brings the batches of an earlier run to where this run goes on.</summary>
    private async Task ResumeAsync(CancellationToken cancel)
    {
        _lane.ClaimRows();
        _dropper.DeleteStray();
        foreach (var batch in _lane.Book.Left.ToList())
        {
            if (Stop.IsStopped)
            {
                return;
            }

            if (batch.Step >= BatchStep.Sealed && batch.Step != BatchStep.Kept)
            {
                _lane.Gate.Hold(batch.Estimate ?? 0m);
            }

            if (batch.Step < BatchStep.Submitting)
            {
                await _dropper.DropAsync(batch, NotSubmitted, cancel).ConfigureAwait(false);
            }
            else if (batch.Step == BatchStep.Kept)
            {
                await _collector.CleanAsync(batch, cancel).ConfigureAwait(false);
            }
            else if (batch.Step == BatchStep.Submitting && _lane.Setup.Options.Resubmit)
            {
                await _sender.FindAsync(batch, cancel).ConfigureAwait(false);
                if (batch.Step != BatchStep.Submitted)
                {
                    await _dropper.DropAsync(batch, $"Its outcome was unknown, and {CommandHint.Option("Resubmit")} was given.", cancel).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task WorkAsync(CancellationToken cancel)
    {
        while (!Stop.IsStopped)
        {
            await _watch.LookAsync(cancel).ConfigureAwait(false);
            _lane.Book.Tell();
            if (_deadline is not null && !Stop.IsStopped)
            {
                await _deadline.EnsurePaceAsync(cancel).ConfigureAwait(false);
                await _deadline.CancelAsync(cancel).ConfigureAwait(false);
                if (_deadline.IsDue)
                {
                    await _deadline.MoveAsync(cancel).ConfigureAwait(false);
                    return;
                }
            }

            if (_deadline is not { IsNear: true })
            {
                await _intake.SubmitAsync(cancel).ConfigureAwait(false);
            }

            if (Stop.IsStopped || IsOver())
            {
                return;
            }

            await Pause.TryForAsync(_lane.Clock, _deadline?.WaitAtMost(_lane.Poll) ?? _lane.Poll, Stop.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Sends what batches left by live calls, and meanwhile settles what batches cost that were moved. The output does not wait for those: the next run settles the rest.</summary>
    private async Task RunLiveAsync(CancellationToken cancel)
    {
        _isLive = true;
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Stop.Token);
        var settling = SettleAsync(done.Token, cancel);
        try
        {
            await _live.RunAsync(cancel).ConfigureAwait(false);
        }
        finally
        {
            done.Cancel();
            await settling.ConfigureAwait(false);
        }
    }

    private async Task SettleAsync(CancellationToken done, CancellationToken cancel)
    {
        while (_lane.Book.Left.Any(batch => batch.IsOpen))
        {
            var isLast = !await Pause.TryForAsync(_lane.Clock, _lane.Poll, done).ConfigureAwait(false);
            await _watch.LookAsync(cancel).ConfigureAwait(false);
            _lane.Book.Tell();
            if (isLast)
            {
                return;
            }
        }
    }

    /// <summary>Whether nothing is left to wait for; stops the job if rows are left all the same.</summary>
    private bool IsOver()
    {
        var left = _lane.Book.Left.ToList();
        if (left.Count == 0)
        {
            if (_intake.Refusal is { } refusal)
            {
                Stop.Stop(CsvStopReason.Failed, refusal.Message, refusal);
            }

            return !_rows.HasAny();
        }

        var shortfall = left.Find(batch => batch.Shortfall is not null)?.Shortfall;
        if (_lane.Setup.Options.Detach && _intake.Refusal is { } refused && left.TrueForAll(batch => batch.IsOpen))
        {
            Stop.Stop(CsvStopReason.Failed, refused.Message, refused);
        }
        else if (_lane.Setup.Options.Detach && !_rows.HasAny() && left.TrueForAll(batch => batch.IsOpen))
        {
            Stop.Stop(CsvStopReason.Detached, shortfall is null ? "Every row is submitted." : $"Every row is submitted. {shortfall}");
        }
        else if (shortfall is not null && left.TrueForAll(batch => batch.IsUndecided || batch.Take is { IsStuck: true }))
        {
            Stop.Stop(
                CsvStopReason.NoTarget,
                $"{shortfall} The results were read {BatchTake.MostReads} times. Nothing is deleted at the provider: the same command reads them again. {CommandHint.Option("Resubmit")} keeps what can be read and gives up the other rows; to send those again may pay for them twice.");
        }
        else if (left.TrueForAll(batch => batch.IsUndecided))
        {
            Stop.Stop(CsvStopReason.OutcomeUnknown, $"It is not known whether {left[0].Target} has the batch {left[0].Name}{(_lane.DeskOf(left[0]).HasKey(left[0].KeyMark) ? "" : ": the key that submitted it is not one of its provider's keys now")}.");
        }

        return false;
    }
}
