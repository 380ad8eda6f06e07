using System;
using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics.Metrics;
using System.Linq;
using System.Text;

namespace HolySheep.Gateway.Observing;

/// <summary>Collects the measurements of the meter <c>HolySheep</c>, and the gateway's own, for Prometheus.</summary>
internal sealed class MetricsBook : IDisposable
{
    private const string MeterName = "HolySheep";

    // Names of models and providers are those of the configuration; more than this are a fault, which must not fill the memory.
    private const int MostSeries = 4_000;

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<(string Name, string Labels), MetricSeries> _series = new();
    private readonly ConcurrentDictionary<string, string> _help = new(StringComparer.Ordinal);

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
        _help.TryAdd("holysheep_gateway_requests_total", "Requests to the gateway.");
        Find("holysheep_gateway_requests_total", FormattableString.Invariant($"path=\"{Escaped(path)}\",status=\"{status}\""), null)?.Add(1);
    }

    /// <summary>Everything in Prometheus' text format.</summary>
    public void Write(IBufferWriter<byte> output)
    {
        foreach (var metric in _series.GroupBy(series => series.Key.Name).OrderBy(metric => metric.Key, StringComparer.Ordinal))
        {
            var text = new StringBuilder();
            var isHistogram = metric.First().Value.IsHistogram;
            text.Append("# HELP ").Append(metric.Key).Append(' ').Append(_help.GetValueOrDefault(metric.Key)).Append('\n');
            text.Append("# TYPE ").Append(metric.Key).Append(isHistogram ? " histogram\n" : " counter\n");
            foreach (var (key, series) in metric.OrderBy(series => series.Key.Labels, StringComparer.Ordinal))
            {
                series.Write(text, key.Name, key.Labels);
            }

            output.Write(Encoding.UTF8.GetBytes(text.ToString()));
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var isCounter = instrument is Counter<double> or Counter<long>;
        var name = instrument.Name.Replace('.', '_') + (isCounter ? "_total" : instrument.Unit == "s" ? "_seconds" : "");
        _help.TryAdd(name, instrument.Description ?? "");
        Find(name, LabelsOf(tags), isCounter ? null : instrument.Unit == "s" ? MetricSeries.Seconds : MetricSeries.Tokens)?.Add(value);
    }

    private MetricSeries? Find(string name, string labels, double[]? bounds) =>
        _series.TryGetValue((name, labels), out var known) ? known : _series.Count >= MostSeries ? null : _series.GetOrAdd((name, labels), _ => new MetricSeries(bounds));

    private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new StringBuilder();
        foreach (var tag in tags)
        {
            if (tag.Value is { } value)
            {
                labels.Append(labels.Length > 0 ? "," : "").Append(tag.Key.Replace('.', '_')).Append("=\"").Append(Escaped(value.ToString() ?? "")).Append('"');
            }
        }

        return labels.ToString();
    }

    private static string Escaped(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
