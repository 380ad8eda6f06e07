using System;
using System.Threading.Tasks;
using HolySheep.Postgres.Connections;
using HolySheep.Postgres.Records;
using HolySheep.State;

namespace HolySheep.Postgres.State;

/// <summary>Shares measurements between machines.</summary>
internal sealed class PostgresMeasurementStore(RecordTable records, RecordFeed feed, ServerClock clock, TimeProvider timeProvider) : IMeasurementStore, IDisposable
{
    private readonly LateValues<Measurement, MeasuredValue> _values = new(
        records,
        feed,
        new LateFormat<Measurement, MeasuredValue>(
            RecordKind.Measurement,
            Measurement.None,
            static (last, value) => last.Add(value),
            json => MeasurementRecord.Read(json, clock),
            measurement => MeasurementRecord.Write(measurement, clock)),
        timeProvider);

    public Measurement Get(string name) => _values.Get(name);

    public ValueTask AddAsync(string name, MeasuredValue value)
    {
        _values.Add(name, value);
        return default;
    }

    public Task FlushAsync() => _values.FlushAsync();

    public void Dispose() => _values.Dispose();
}
