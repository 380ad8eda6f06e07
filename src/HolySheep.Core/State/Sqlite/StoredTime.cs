using System;
using Microsoft.Data.Sqlite;

namespace HolySheep.State.Sqlite;

/// <summary>Reads a time as the files keep it, in UTC ticks.</summary>
internal static class StoredTime
{
    /// <summary>The time in a column; null where there is none, or one that no calendar has.</summary>
    public static DateTimeOffset? Read(SqliteDataReader row, int column) =>
        !row.IsDBNull(column) && row.GetInt64(column) is var ticks and >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
}
