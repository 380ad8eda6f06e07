using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Limits;

namespace HolySheep.Postgres.State;

/// <summary>The use of the limits of one key of a provider. Times are UTC ticks by the server's clock.</summary>
internal sealed record HolderRecord
{
    public long? Requests { get; init; }

    public long? Tokens { get; init; }

    public long? At { get; init; }

    /// <summary>The calls under way of each process: their number, and until when the process holds their places.</summary>
    public Dictionary<string, long[]>? Places { get; init; }

    public static HolderRecord Read(string? json) => json is null ? new HolderRecord() : JsonSerializer.Deserialize(json, StateJsonContext.Default.HolderRecord) ?? new HolderRecord();

    public string Write() => JsonSerializer.Serialize(this, StateJsonContext.Default.HolderRecord);

    /// <summary>How far the configured rates are used.</summary>
    public Pace ToPace() => new(StoredTime.Of(Requests), StoredTime.Of(Tokens), StoredTime.Of(At));

    /// <summary>The record with another pace.</summary>
    public HolderRecord With(Pace pace) => this with { Requests = pace.Requests?.UtcTicks, Tokens = pace.Tokens?.UtcTicks, At = pace.At?.UtcTicks };
}
