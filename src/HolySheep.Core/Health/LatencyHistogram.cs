using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Health;

/// <summary>A histogram of a target's latencies: buckets that grow by a quarter, in which the newest few hundred values weigh most. Immutable.</summary>
internal sealed class LatencyHistogram
{
    private const double First = 0.01;
    private const double Growth = 1.25;
    private const int Steps = 80;
    private const int Enough = 20;
    private const int Most = 512;
    private readonly int[] _counts;

    private LatencyHistogram(int[] counts) => _counts = counts;

    public static LatencyHistogram Empty { get; } = new(new int[Steps]);

    public LatencyHistogram Add(TimeSpan latency)
    {
        var step = latency.TotalSeconds <= First ? 0 : (int)Math.Ceiling(Math.Log(latency.TotalSeconds / First) / Math.Log(Growth));
        var counts = _counts.Sum() >= Most ? _counts.Select(count => count / 2).ToArray() : (int[])_counts.Clone();
        counts[Math.Min(step, Steps - 1)]++;
        return new LatencyHistogram(counts);
    }

    /// <summary>The time within which this share of the answers arrived, at most a quarter too high; null if fewer than 20 are known.</summary>
    public TimeSpan? Percentile(double share)
    {
        var all = _counts.Sum();
        if (all < Enough)
        {
            return null;
        }

        var step = 0;
        for (var seen = _counts[0]; seen < share * all; seen += _counts[step])
        {
            step++;
        }

        return TimeSpan.FromSeconds(First * Math.Pow(Growth, step));
    }

    /// <summary>Reads the output of <see cref="ToString"/>; text that is not a count is ignored.</summary>
    public static LatencyHistogram Parse(string text)
    {
        var counts = new int[Steps];
        foreach (var part in text.Split(' '))
        {
            if (part.Split(':') is [var step, var count] && int.TryParse(step, out var index) && index is >= 0 and < Steps && int.TryParse(count, out var number) && number is > 0 and <= Most)
            {
                counts[index] = number;
            }
        }

        return new LatencyHistogram(counts);
    }

    public override string ToString() => string.Join(" ", Filled());

    private IEnumerable<string> Filled()
    {
        for (var step = 0; step < Steps; step++)
        {
            if (_counts[step] > 0)
            {
                yield return FormattableString.Invariant($"{step}:{_counts[step]}");
            }
        }
    }
}
