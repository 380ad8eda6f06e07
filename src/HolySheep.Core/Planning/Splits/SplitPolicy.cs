using System;
using System.Linq;
using HolySheep.Configuration.Options;

namespace HolySheep.Planning.Splits;

/// <summary>Updates the statistics of a split's side, and decides when a member's calls return to the old side.</summary>
internal static class SplitPolicy
{
    // Older calls say too little about the current state of a side.
    private const int ShortestWindow = 200;
    private const int Percent = 100;

    /// <summary>The statistics after one more call.</summary>
    /// <param name="last">The statistics before it.</param>
    /// <param name="sample">The call.</param>
    /// <param name="split">The split; statistics of another setting are dropped.</param>
    /// <param name="now">The time.</param>
    /// <param name="mayReturn">True for a member, whose limits are checked.</param>
    public static SplitStatistics After(SplitStatistics last, SplitSample sample, SplitOptions split, DateTimeOffset now, bool mayReturn)
    {
        last = Current(last, split);
        var call = sample.Latency is { } latency ? (int)Math.Min(latency.TotalMilliseconds, int.MaxValue) : SplitStatistics.Failed;
        var length = Math.Max(split.MinSamples, ShortestWindow);
        var next = last with
        {
            Samples = last.Samples + 1,
            Errors = last.Errors + (sample.Latency is null ? 1 : 0),
            Cost = last.Cost + sample.Cost,
            Window = [.. last.Window.Skip(last.Window.Count >= length ? last.Window.Count - length + 1 : 0), call],
        };
        return mayReturn && next.ReturnedAt is null && Overstep(next, split) is { } reason ? next with { ReturnedAt = now, Reason = reason } : next;
    }

    /// <summary>The statistics that belong to the current setting of the split.</summary>
    public static SplitStatistics Current(SplitStatistics last, SplitOptions split) =>
        last.Revision == split.Revision ? last : new SplitStatistics { Revision = split.Revision };

    private static string? Overstep(SplitStatistics statistics, SplitOptions split)
    {
        if (statistics.Window.Count < split.MinSamples)
        {
            return null;
        }

        if (statistics.ErrorRate is { } rate && rate > split.MaxErrorRate)
        {
            var failed = statistics.Window.Count(call => call == SplitStatistics.Failed);
            return FormattableString.Invariant($"{failed} of the last {statistics.Window.Count} calls were not answered ({rate * Percent:0.#} %), more than {split.MaxErrorRate * Percent:0.#} %");
        }

        return statistics.P95 is { } p95 && p95 > split.MaxP95
            ? FormattableString.Invariant($"the 95th percentile of its latency was {p95.TotalSeconds:0.0##} s, more than {split.MaxP95.Value.TotalSeconds:0.###} s")
            : null;
    }
}
