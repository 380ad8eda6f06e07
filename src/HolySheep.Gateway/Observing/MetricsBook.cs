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
    private const string Requests = "holysheep_gateway_requests_total";

    // Names of models and providers are those of the configuration; more than this are a fault, which must not fill the memory.
    private const int MostSeries = 4_000;

    // More is written to the heap.
    private const int LabelSpace = 512;

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, Metric> _metrics = new();
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, MetricSeries>> _series = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _help = new(StringComparer.Ordinal);
    private int _count;

    public MetricsBook()
    {
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
        _help.TryAdd(Requests, "Requests to the gateway.");
        var labels = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[LabelSpace]);
        labels.AppendLiteral("path=\"");
        labels.AppendLiteral(Escaped(path));
        labels.AppendLiteral("\",status=\"");
        labels.AppendFormatted(status);
        labels.AppendLiteral("\"");
        Find(_series.GetOrAdd(Requests, NewSeries), labels.Text, null)?.Add(1);
        labels.Clear();
    }

    /// <summary>Everything in Prometheus' text format.</summary>
    public void Write(IBufferWriter<byte> output)
    {
        foreach (var (name, all) in _series.Where(metric => !metric.Value.IsEmpty).OrderBy(metric => metric.Key, StringComparer.Ordinal))
        {
            var text = new StringBuilder();
            text.Append("# HELP ").Append(name).Append(' ').Append(_help.GetValueOrDefault(name)).Append('\n');
            text.Append("# TYPE ").Append(name).Append(all.First().Value.IsHistogram ? " histogram\n" : " counter\n");
            foreach (var (labels, series) in all.OrderBy(series => series.Key, StringComparer.Ordinal))
            {
                series.Write(text, name, labels);
            }

            output.Write(Encoding.UTF8.GetBytes(text.ToString()));
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var metric = _metrics.TryGetValue(instrument, out var known) ? known : _metrics.GetOrAdd(instrument, Describe);

        // Labels are compared as they are written, so that a call of a known series allocates nothing.
        var labels = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[LabelSpace]);
        WriteLabels(ref labels, tags);
        Find(metric.Series, labels.Text, metric.Bounds)?.Add(value);
        labels.Clear();
    }

    private Metric Describe(Instrument instrument)
    {
        var isCounter = instrument is Counter<double> or Counter<long>;
        var name = instrument.Name.Replace('.', '_') + (isCounter ? "_total" : instrument.Unit == "s" ? "_seconds" : "");
        _help.TryAdd(name, instrument.Description ?? "");
        return new Metric(name, isCounter ? null : instrument.Unit == "s" ? MetricSeries.Seconds : MetricSeries.Tokens, _series.GetOrAdd(name, NewSeries));
    }

    private MetricSeries? Find(ConcurrentDictionary<string, MetricSeries> series, ReadOnlySpan<char> labels, double[]? bounds)
    {
        if (series.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(labels, out var known))
        {
            return known;
        }

        if (Volatile.Read(ref _count) >= MostSeries)
        {
            return null;
        }

        Interlocked.Increment(ref _count);
        return series.GetOrAdd(labels.ToString(), _ => new MetricSeries(bounds));
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

    private static ConcurrentDictionary<string, MetricSeries> NewSeries(string name) => new(StringComparer.Ordinal);

    private static string Escaped(string value) => value.AsSpan().ContainsAny('\\', '"', '\n')
        ? value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)
        : value;

    private sealed record Metric(string Name, double[]? Bounds, ConcurrentDictionary<string, MetricSeries> Series);
}
