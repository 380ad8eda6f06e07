using System;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using System.Threading;

namespace HolySheep.Gateway.Observing;

/// <summary>The values of one metric with one set of labels: a sum, or a histogram. Thread-safe.</summary>
/// <param name="bounds">The upper bounds of a histogram's buckets; null makes it a sum.</param>
internal sealed class MetricSeries(double[]? bounds)
{
    // By the conventions for generative models.
    private static readonly double[] Seconds = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];
    private static readonly double[] Tokens = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864];

    private readonly Lock _lock = new();
    private readonly long[] _counts = new long[(bounds?.Length ?? 0) + 1];
    private double _sum;

    /// <summary>The upper bounds of the buckets of an instrument's histogram; null if it is a counter.</summary>
    public static double[]? BoundsOf(Instrument instrument) => instrument is Counter<double> or Counter<long> ? null : instrument.Unit == "s" ? Seconds : Tokens;

    /// <summary>Adds a value.</summary>
    public void Add(double value)
    {
        var bucket = bounds is null ? 0 : Array.BinarySearch(bounds, value);
        lock (_lock)
        {
            _sum += value;
            _counts[bucket < 0 ? ~bucket : bucket]++;
        }
    }

    /// <summary>Writes its lines.</summary>
    public void Write(StringBuilder text, string name, string labels)
    {
        lock (_lock)
        {
            if (bounds is null)
            {
                Line(text, name, "", labels, _sum);
                return;
            }

            var below = 0L;
            for (var bucket = 0; bucket < _counts.Length; bucket++)
            {
                below += _counts[bucket];
                var bound = bucket < bounds.Length ? bounds[bucket].ToString("R", CultureInfo.InvariantCulture) : "+Inf";
                Line(text, name, "_bucket", $"{labels}{(labels.Length > 0 ? "," : "")}le=\"{bound}\"", below);
            }

            Line(text, name, "_sum", labels, _sum);
            Line(text, name, "_count", labels, below);
        }
    }

    private static void Line(StringBuilder text, string name, string suffix, string labels, double value)
    {
        text.Append(name).Append(suffix);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }
}
