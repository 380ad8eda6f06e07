using System;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Health;
using HolySheep.Postgres.Records;

namespace HolySheep.Postgres.State;

/// <summary>Shares latencies between machines.</summary>
internal sealed class PostgresLatencyStore(RecordTable records, RecordFeed feed, TimeProvider timeProvider) : ILatencyStore, IDisposable
{
    private readonly LateValues<LatencyHistogram, TimeSpan> _values = new(
        records,
        feed,
        new LateFormat<LatencyHistogram, TimeSpan>(
            RecordKind.Latency,
            LatencyHistogram.Empty,
            static (last, latency) => last.Add(latency),
            static json => json is null ? LatencyHistogram.Empty : LatencyHistogram.Parse(JsonSerializer.Deserialize(json, StateJsonContext.Default.String) ?? ""),
            static histogram => JsonSerializer.Serialize(histogram.ToString(), StateJsonContext.Default.String)),
        timeProvider);

    public LatencyHistogram Get(string name) => _values.Get(name);

    public ValueTask AddAsync(string name, TimeSpan latency)
    {
        _values.Add(name, latency);
        return default;
    }

    public Task FlushAsync() => _values.FlushAsync();

    public void Dispose() => _values.Dispose();
}
