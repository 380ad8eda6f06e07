using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Linq;
using HolySheep.Planning.Splits;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.State.Sqlite;

/// <summary>Converts the statistics of a side from and to their row in the state file.</summary>
internal static class SplitRow
{
    private const string Select = "SELECT setting, samples, errors, cost, latest, returned_at, reason, told FROM splits WHERE model = $1 AND side = $2";

    private const string Replace = """
        INSERT OR REPLACE INTO splits (model, side, setting, samples, errors, cost, latest, returned_at, reason, told)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    public static SplitStatistics Read(DatabaseSession session, string model, string side) => session.Query(Select, Read, model, side).FirstOrDefault() ?? SplitStatistics.None;

    public static void Write(DatabaseSession session, string model, string side, SplitStatistics statistics) => session.Execute(
        Replace,
        model, side, statistics.Revision, statistics.Samples, statistics.Errors, statistics.Cost?.ToString(CultureInfo.InvariantCulture),
        string.Join(" ", statistics.Window.Select(call => call.ToString(CultureInfo.InvariantCulture))),
        statistics.ReturnedAt?.UtcTicks, statistics.Reason, statistics.Told ? 1 : 0);

    private static SplitStatistics Read(DbDataReader reader) => new()
    {
        Revision = reader.GetString(0),
        Samples = reader.GetInt64(1),
        Errors = reader.GetInt64(2),
        Cost = !reader.IsDBNull(3) && decimal.TryParse(reader.GetString(3), NumberStyles.Number, CultureInfo.InvariantCulture, out var cost) ? cost : null,
        Window = Latest(reader.GetString(4)),
        ReturnedAt = StoredTime.Read(reader, 5),
        Reason = reader.IsDBNull(6) ? null : reader.GetString(6),
        Told = reader.GetInt64(7) != 0,
    };

    private static List<int> Latest(string text)
    {
        var calls = new List<int>();
        foreach (var word in text.Split(' '))
        {
            if (int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var call))
            {
                calls.Add(call);
            }
        }

        return calls;
    }
}
