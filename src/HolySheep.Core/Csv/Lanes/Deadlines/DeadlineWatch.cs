using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Csv.Journal;
using HolySheep.Csv.Running;

namespace HolySheep.Csv.Lanes.Deadlines;

/// <summary>Keeps the deadline of a job in the lane auto: measures live calls with a few of its rows, cancels batches that come too late, and says when the rest must go live.</summary>
internal sealed class DeadlineWatch(LaneContext lane, LaneRows rows, RowAsker asker, DateTimeOffset deadline, int? perMinute)
{
    // One row of a hundred costs the full price, and shows how long a call takes.
    private const int RowsOfSample = 100;
    private static readonly TimeSpan UnknownLatency = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(10);

    private readonly DeadlinePolicy _policy = new(lane.Clock.GetUtcNow(), deadline);
    private LivePace _pace = new(lane.Book.LiveLatency ?? UnknownLatency, lane.Setup.Options.ThrottleLimit, perMinute);
    private bool _isMeasured = lane.Book.LiveLatency is not null;

    /// <summary>The prompts that are left to live calls because of the deadline.</summary>
    public List<int> Moved { get; } = [];

    /// <summary>The rows that live calls answered to measure their pace.</summary>
    public int Sampled { get; private set; }

    /// <summary>Whether a batch that is submitted now would be cancelled.</summary>
    public bool IsNear => Now >= _policy.LatestCancel(Left, _pace);

    private DateTimeOffset Now => lane.Clock.GetUtcNow();

    /// <summary>Whether what is left must go to live calls now.</summary>
    public bool IsDue => Now >= LatestMove(Left);

    private int Left => lane.Index.Count(RowStage.Waiting, RowStage.Asked, RowStage.FailedForNow);

    /// <summary>Asks about a few of the rows that wait by live calls.</summary>
    public Task MeasureAsync(CancellationToken cancel) => MeasureAsync(SampleOf(lane.Index.Count(RowStage.Waiting)), cancel);

    private int SampleOf(int count) => Math.Min(lane.Setup.Options.ThrottleLimit, Math.Max(1, count / RowsOfSample));

    private async Task MeasureAsync(int most, CancellationToken cancel)
    {
        var sample = new List<WaitingRow>();
        while (sample.Count < most && rows.Take() is { } row)
        {
            sample.Add(row);
        }

        var times = await Task.WhenAll(sample.Select(row => Task.Run(() => TimeOf(row, cancel), CancellationToken.None))).ConfigureAwait(false);
        Sampled += times.Length;
        if (times.Length > 0)
        {
            // The next run may find every row in batches, and none to measure with.
            (_pace, _isMeasured) = (_pace with { Latency = times.Max() }, true);
            lane.Write(new BatchRecord(BatchStep.Paced, "") { Bytes = _pace.Latency.Ticks });
        }
    }

    /// <summary>Measures live calls with a few rows of batches if no run has, before that decides about all of them. These rows are paid twice.</summary>
    public async Task EnsurePaceAsync(CancellationToken cancel)
    {
        if (_isMeasured || !IsNear || lane.Book.Left.FirstOrDefault(batch => batch.Step == BatchStep.Submitted) is not { } batch)
        {
            return;
        }

        _isMeasured = true;
        var (most, count) = (SampleOf(Left), 0);
        for (var row = 0; row < batch.Count && count < most; row++)
        {
            count += lane.PutBack(batch.Rows[row]) ? 1 : 0;
        }

        await MeasureAsync(count, cancel).ConfigureAwait(false);
    }

    /// <summary>The time until the next decision, at most that between two polls.</summary>
    public TimeSpan WaitAtMost(TimeSpan poll)
    {
        var (now, left) = (Now, Left);
        var next = new[] { _policy.LatestCancel(left, _pace), _policy.LatestLive(left, _pace), LatestMove(left) }.Where(time => time > now).Select(time => time - now).Append(poll).Min();
        return next > ShortestWait ? next : ShortestWait;
    }

    /// <summary>Cancels batches that will not have ended when the rest must go live.</summary>
    public async Task CancelAsync(CancellationToken cancel)
    {
        var (now, left) = (Now, Left);
        foreach (var batch in lane.Book.Left.Where(batch => batch is { Step: BatchStep.Submitted, IsCancelled: false }).ToList())
        {
            var ready = batch.Standing is { } standing ? standing.Succeeded + standing.Failed : 0;
            if (_policy.IsToCancel(now, left, _pace, DeadlinePolicy.EndOf(batch.SubmittedAt, now, ready, batch.Count)))
            {
                await CancelAsync(batch, cancel).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Gives the rows that batches still hold to live calls. What the batches answer after this is paid twice, so they are cancelled.</summary>
    public async Task MoveAsync(CancellationToken cancel)
    {
        rows.Forget();
        foreach (var batch in lane.Book.Left.Where(batch => batch.IsOpen).ToList())
        {
            if (batch is { Step: BatchStep.Submitted, IsCancelled: false })
            {
                await CancelAsync(batch, cancel).ConfigureAwait(false);
            }

            batch.IsMoved = true;
            for (var row = 0; row < batch.Count; row++)
            {
                lane.PutBack(batch.Rows[row]);
            }
        }

        for (var prompt = 0; prompt < lane.Index.Prompts; prompt++)
        {
            if (lane.Index.StateOf(prompt).Stage == RowStage.Waiting)
            {
                Moved.Add(prompt);
            }
        }
    }

    private DateTimeOffset LatestMove(int left)
    {
        var open = lane.Book.Left.Where(batch => batch is { Step: BatchStep.Submitted, CancelledAt: not null }).ToList();
        return _policy.LatestMove(left, open.Sum(batch => batch.Ready), _pace, open.Max(batch => batch.CancelledAt));
    }

    private async Task CancelAsync(LaneBatch batch, CancellationToken cancel)
    {
        batch.CancelledAt ??= Now;
        var reply = await lane.DeskOf(batch).CancelAsync(lane.OrderOf(batch), batch.Id!, cancel).ConfigureAwait(false);
        batch.IsCancelled = reply.Failure is null;
        batch.Standing = reply.Value ?? batch.Standing;
    }

    private async Task<TimeSpan> TimeOf(WaitingRow row, CancellationToken cancel)
    {
        var begin = lane.Clock.GetTimestamp();
        await asker.AskAsync(row, again: false, cancel).ConfigureAwait(false);
        return lane.Clock.GetElapsedTime(begin);
    }
}
