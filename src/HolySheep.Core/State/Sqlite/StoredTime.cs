using System;
using System.Data.Common;

namespace HolySheep.State.Sqlite;

/// <summary>Reads a time as the files store it, in UTC ticks.</summary>
internal static class StoredTime
{
    /// <summary>The time in a column; null if there is none, or if it is out of range.</summary>
    public static DateTimeOffset? Read(DbDataReader row, int column) =>
        !row.IsDBNull(column) && row.GetInt64(column) is var ticks and >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
}
