using System;
using System.Linq;
using HolySheep.Resilience.Hedging;
using HolySheep.State.Sqlite;

namespace HolySheep.State;

/// <summary>Keeps in the state file how long targets take; in memory, from nothing, once the file cannot be used.</summary>
internal sealed class SharedLatencyStore(SharedFile file) : ILatencyStore
{
    private readonly MemoryLatencyStore _own = new();

    public LatencyHistogram Get(string name) => Use(database => database.Read(session => Read(session, name))) ?? _own.Get(name);

    public void Add(string name, TimeSpan latency)
    {
        var added = Use(database => database.Write(session =>
        {
            var next = Read(session, name).Add(latency);
            session.Execute("INSERT OR REPLACE INTO latencies (name, counts) VALUES ($1, $2)", name, next.ToString());
            return next;
        }));
        if (added is null)
        {
            _own.Add(name, latency);
        }
    }

    private static LatencyHistogram Read(DatabaseSession session, string name) =>
        session.Query("SELECT counts FROM latencies WHERE name = $1", static row => LatencyHistogram.Parse(row.GetString(0)), name).FirstOrDefault() ?? LatencyHistogram.Empty;

    private LatencyHistogram? Use(Func<Database, LatencyHistogram> work)
    {
        if (file.Database is not { } database)
        {
            return null;
        }

        try
        {
            return work(database);
        }
        catch (DatabaseException fault)
        {
            file.GiveUp(fault);
            return null;
        }
    }
}
