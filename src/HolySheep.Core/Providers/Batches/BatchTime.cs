using System;
using System.Globalization;
using System.Text.Json;

namespace HolySheep.Providers.Batches;

/// <summary>Reads the times of batch APIs.</summary>
internal static class BatchTime
{
    /// <summary>The largest difference between the provider's clock and ours at which a search still finds a batch.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromDays(1);

    /// <summary>A time in seconds since 1970, or as a text of RFC 3339; null if it is neither.</summary>
    public static DateTimeOffset? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt64(out var seconds) && seconds is > 0 and < 253_402_300_800 => DateTimeOffset.FromUnixTimeSeconds(seconds),
        JsonValueKind.String when DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
        _ => null,
    };
}
