using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Health;
using HolySheep.State.Memory;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.State.Sqlite;

/// <summary>Stores latencies in the state file; in memory, starting empty, once the file cannot be used.</summary>
internal sealed class SqliteLatencyStore(SharedFile file) : ILatencyStore
{
    private readonly MemoryLatencyStore _own = new();

    public LatencyHistogram Get(string name) =>
        file.TryUse(database => database.Read(session => Read(session, name)), out var kept) ? kept : _own.Get(name);

    public ValueTask AddAsync(string name, TimeSpan latency)
    {
        var added = file.TryUse(database =>
        {
            database.Write(session => session.Execute("INSERT OR REPLACE INTO latencies (name, counts) VALUES ($1, $2)", name, Read(session, name).Add(latency).ToString()));
        });
        return added ? default : _own.AddAsync(name, latency);
    }

    private static LatencyHistogram Read(DatabaseSession session, string name) =>
        session.Query("SELECT counts FROM latencies WHERE name = $1", static row => LatencyHistogram.Parse(row.GetString(0)), name).FirstOrDefault() ?? LatencyHistogram.Empty;
}
