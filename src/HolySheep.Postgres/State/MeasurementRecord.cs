using System;
using System.Text.Json;
using HolySheep.Postgres.Connections;
using HolySheep.State;

namespace HolySheep.Postgres.State;

/// <summary>A measurement as its record holds it; the time is UTC ticks by the server's clock.</summary>
internal sealed record MeasurementRecord
{
    public double Amount { get; init; }

    public double Weight { get; init; }

    public long At { get; init; }

    public static Measurement Read(string? json, ServerClock clock) => json is null || JsonSerializer.Deserialize(json, StateJsonContext.Default.MeasurementRecord) is not { } record
        ? Measurement.None
        : new Measurement(record.Amount, record.Weight, StoredTime.ToLocal(record.At, clock) ?? DateTimeOffset.MinValue);

    public static string Write(Measurement measurement, ServerClock clock) => JsonSerializer.Serialize(
        new MeasurementRecord { Amount = measurement.Amount, Weight = measurement.Weight, At = clock.ToServer(measurement.At).UtcTicks }, StateJsonContext.Default.MeasurementRecord);
}
