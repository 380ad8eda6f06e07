using System;

namespace HolySheep.Csv.Lanes.Deadlines;

/// <summary>Decides when rows leave batches, so that live calls still answer all of them before a deadline. Pure.</summary>
/// <param name="begin">When the run began.</param>
/// <param name="deadline">The deadline.</param>
internal sealed class DeadlinePolicy(DateTimeOffset begin, DateTimeOffset deadline)
{
    // Calls of the next hours may take longer than those that were measured.
    private const double Safety = 1.5;
    private const double SlackShare = 0.05;
    private const double CancelShare = 0.1;
    private static readonly TimeSpan LeastSlack = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostSlack = TimeSpan.FromMinutes(5);

    // Providers end a cancelled batch within ten minutes.
    private static readonly TimeSpan MostCancel = TimeSpan.FromMinutes(10);

    private readonly TimeSpan _slack = Between(LeastSlack, Share(deadline - begin, SlackShare), MostSlack);
    private readonly TimeSpan _cancel = Between(TimeSpan.Zero, Share(deadline - begin, CancelShare), MostCancel);

    /// <summary>The last time at which live calls can begin and still answer all rows before the deadline.</summary>
    public DateTimeOffset LatestLive(int rows, LivePace pace) => deadline - _slack - Share(pace.TimeFor(rows), Safety);

    /// <summary>The time at which batches are cancelled that will not have ended by <see cref="LatestLive"/>: then they have ended by then, and no row is paid twice.</summary>
    public DateTimeOffset LatestCancel(int rows, LivePace pace) => LatestLive(rows, pace) - _cancel;

    /// <summary>The time at which rows go live although their batches have not ended. Rows that a cancelled batch has answered would be paid twice, so it gets the time to end that is really there.</summary>
    /// <param name="rows">The rows without a result.</param>
    /// <param name="ready">Those of them that cancelled batches have answered.</param>
    /// <param name="pace">The pace of live calls.</param>
    /// <param name="cancelled">When the last batch was cancelled; null if none was.</param>
    public DateTimeOffset LatestMove(int rows, int ready, LivePace pace, DateTimeOffset? cancelled)
    {
        if (ready <= 0 || cancelled is not { } since)
        {
            return LatestLive(rows, pace);
        }

        // If live calls alone would be late anyway, only the batch can still be in time.
        var (last, rest) = (deadline - _slack - pace.TimeFor(rows), LatestLive(rows - ready, pace));
        return since + pace.TimeFor(rows) > deadline || rest < last ? rest : last;
    }

    /// <summary>Whether a batch should be cancelled now.</summary>
    /// <param name="now">The time.</param>
    /// <param name="rows">The rows without a result.</param>
    /// <param name="pace">The pace of live calls.</param>
    /// <param name="end">When the batch will have ended, by its own pace; null if that is not known.</param>
    public bool IsToCancel(DateTimeOffset now, int rows, LivePace pace, DateTimeOffset? end) =>
        now >= LatestCancel(rows, pace) && !(end <= LatestLive(rows, pace));

    /// <summary>When a batch will have ended by its own pace; null if that is not known.</summary>
    /// <param name="since">When it was submitted.</param>
    /// <param name="now">The time.</param>
    /// <param name="ready">The rows that the provider says are done.</param>
    /// <param name="rows">All rows.</param>
    public static DateTimeOffset? EndOf(DateTimeOffset since, DateTimeOffset now, int ready, int rows) =>
        ready <= 0 || now <= since ? null : now + Share(now - since, (double)(rows - ready) / ready);

    private static TimeSpan Share(TimeSpan time, double share) => LivePace.Bounded(time.TotalSeconds * share);

    private static TimeSpan Between(TimeSpan least, TimeSpan time, TimeSpan most) => time < least ? least : time > most ? most : time;
}
