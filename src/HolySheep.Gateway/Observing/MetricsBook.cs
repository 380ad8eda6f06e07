using System;
using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;

namespace HolySheep.Gateway.Observing;

/// <summary>Collects the measurements of the meter <c>HolySheep</c>, and the gateway's own, for Prometheus.</summary>
internal sealed class MetricsBook : IDisposable
{
    private const string MeterName = "HolySheep";

    // Names of models and providers are those of the configuration; more than this are a fault, which must not fill the memory.
    private const int MostSeries = 4_000;

    // More is written to the heap.
    private const int LabelSpace = 512;

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, Metric> _metrics = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Instrument, Metric> _measured = new();
    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Metric _requests;
    private int _count;

    public MetricsBook()
    {
        _requests = Add(new Metric("holysheep_gateway_requests_total", "Requests to the gateway.", null));
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Counts a request of a path.</summary>
    public void Count(string path, int status)
    {
        var labels = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[LabelSpace]);
        labels.AppendLiteral("path=\"");
        labels.AppendLiteral(Escaped(path));
        labels.AppendLiteral("\",status=\"");
        labels.AppendFormatted(status);
        labels.AppendLiteral("\"");
        Find(_requests, labels.Text)?.Add(1);
        labels.Clear();
    }

    /// <summary>Everything in Prometheus' text format.</summary>
    public void Write(IBufferWriter<byte> output)
    {
        foreach (var metric in _metrics.Values.Where(metric => !metric.Series.IsEmpty).OrderBy(metric => metric.Name, StringComparer.Ordinal))
        {
            var text = new StringBuilder();
            text.Append("# HELP ").Append(metric.Name).Append(' ').Append(metric.Help).Append('\n');
            text.Append("# TYPE ").Append(metric.Name).Append(metric.Bounds is null ? " counter\n" : " histogram\n");
            foreach (var (labels, series) in metric.Series.OrderBy(series => series.Key, StringComparer.Ordinal))
            {
                series.Write(text, metric.Name, labels);
            }

            output.Write(Encoding.UTF8.GetBytes(text.ToString()));
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var metric = _measured.TryGetValue(instrument, out var known) ? known : _measured.GetOrAdd(instrument, Describe);

        // Labels are compared as they are written, so that a call of a known series allocates nothing.
        var labels = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[LabelSpace]);
        WriteLabels(ref labels, tags);
        Find(metric, labels.Text)?.Add(value);
        labels.Clear();
    }

    private Metric Describe(Instrument instrument)
    {
        var bounds = MetricSeries.BoundsOf(instrument);
        var name = instrument.Name.Replace('.', '_') + (bounds is null ? "_total" : instrument.Unit == "s" ? "_seconds" : "");
        return Add(new Metric(name, instrument.Description ?? "", bounds));
    }

    private Metric Add(Metric metric) => _metrics.GetOrAdd(metric.Name, metric);

    private MetricSeries? Find(Metric metric, ReadOnlySpan<char> labels)
    {
        if (metric.Series.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(labels, out var known))
        {
            return known;
        }

        if (Volatile.Read(ref _count) >= MostSeries)
        {
            return null;
        }

        Interlocked.Increment(ref _count);
        return metric.Series.GetOrAdd(labels.ToString(), static (_, bounds) => new MetricSeries(bounds), metric.Bounds);
    }

    private void WriteLabels(ref DefaultInterpolatedStringHandler labels, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var isFirst = true;
        foreach (var tag in tags)
        {
            if (tag.Value is { } value)
            {
                labels.AppendLiteral(isFirst ? "" : ",");
                labels.AppendLiteral(_names.GetOrAdd(tag.Key, static key => key.Replace('.', '_')));
                labels.AppendLiteral("=\"");
                labels.AppendLiteral(Escaped(value.ToString() ?? ""));
                labels.AppendLiteral("\"");
                isFirst = false;
            }
        }
    }

    private static string Escaped(string value) => value.AsSpan().ContainsAny('\\', '"', '\n')
        ? value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)
        : value;

    private sealed record Metric(string Name, string Help, double[]? Bounds)
    {
        public ConcurrentDictionary<string, MetricSeries> Series { get; } = new(StringComparer.Ordinal);
    }
}
