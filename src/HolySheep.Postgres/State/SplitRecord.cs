using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Planning.Splits;
using HolySheep.Postgres.Connections;

namespace HolySheep.Postgres.State;

/// <summary>The statistics of a side of a split as its record holds them; times are UTC ticks by the server's clock.</summary>
internal sealed record SplitRecord
{
    public string Revision { get; init; } = "";

    public long Samples { get; init; }

    public long Errors { get; init; }

    public decimal? Cost { get; init; }

    public IReadOnlyList<int> Latest { get; init; } = [];

    public long? ReturnedAt { get; init; }

    public string? Reason { get; init; }

    public bool Told { get; init; }

    public static SplitStatistics Read(string? json, ServerClock clock) => json is null || JsonSerializer.Deserialize(json, StateJsonContext.Default.SplitRecord) is not { } record ? SplitStatistics.None : new SplitStatistics
    {
        Revision = record.Revision,
        Samples = record.Samples,
        Errors = record.Errors,
        Cost = record.Cost,
        Window = record.Latest,
        ReturnedAt = StoredTime.ToLocal(record.ReturnedAt, clock),
        Reason = record.Reason,
        Told = record.Told,
    };

    public static string Write(SplitStatistics statistics, ServerClock clock) => JsonSerializer.Serialize(
        new SplitRecord
        {
            Revision = statistics.Revision,
            Samples = statistics.Samples,
            Errors = statistics.Errors,
            Cost = statistics.Cost,
            Latest = statistics.Window,
            ReturnedAt = StoredTime.OfLocal(statistics.ReturnedAt, clock),
            Reason = statistics.Reason,
            Told = statistics.Told,
        },
        StateJsonContext.Default.SplitRecord);
}
