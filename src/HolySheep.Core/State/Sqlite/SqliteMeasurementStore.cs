using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.State.Sqlite;

/// <summary>Stores measurements in the state file for later processes. The first value of a name is written at once, later ones together every few seconds, so that calls do not wait for them.</summary>
internal sealed class SqliteMeasurementStore(SharedFile file) : IMeasurementStore
{
    private static readonly TimeSpan BetweenWrites = TimeSpan.FromSeconds(5);

    private const int MostUnwritten = 256;
    private readonly object _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public Measurement Get(string name)
    {
        lock (_gate)
        {
            return Find(name).Value;
        }
    }

    public ValueTask AddAsync(string name, MeasuredValue value)
    {
        lock (_gate)
        {
            var entry = Find(name);
            entry.Value = entry.Value.Add(value);
            entry.Unwritten.Add(value);
            if ((value.At - entry.WrittenAt).Duration() >= BetweenWrites || entry.Unwritten.Count >= MostUnwritten)
            {
                Write(name, entry);
                entry.WrittenAt = value.At;
            }
        }

        return default;
    }

    /// <summary>Writes the waiting values.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            foreach (var entry in _entries.Where(entry => entry.Value.Unwritten.Count > 0))
            {
                Write(entry.Key, entry.Value);
            }
        }
    }

    private Entry Find(string name)
    {
        if (!_entries.TryGetValue(name, out var entry))
        {
            entry = new Entry { Value = file.TryUse(database => database.Read(session => Read(session, name)), out var kept) ? kept : Measurement.None };
            _entries.Add(name, entry);
        }

        return entry;
    }

    /// <summary>Adds our values to those in the file, so that no other process's values are lost.</summary>
    private void Write(string name, Entry entry)
    {
        var isWritten = file.TryUse(
            database => database.Write(session =>
            {
                var next = entry.Unwritten.Aggregate(Read(session, name), static (last, value) => last.Add(value));
                session.Execute("INSERT OR REPLACE INTO measurements (name, amount, weight, at) VALUES ($1, $2, $3, $4)", name, next.Amount, next.Weight, next.At.UtcTicks);
                return next;
            }),
            out var written);
        entry.Value = isWritten ? written! : entry.Value;
        entry.Unwritten.Clear();
    }

    private static Measurement Read(DatabaseSession session, string name) => session.Query(
        "SELECT amount, weight, at FROM measurements WHERE name = $1",
        static row => new Measurement(row.GetDouble(0), row.GetDouble(1), StoredTime.Read(row, 2) ?? DateTimeOffset.MinValue), name).FirstOrDefault() ?? Measurement.None;

    private sealed class Entry
    {
        public required Measurement Value { get; set; }

        public List<MeasuredValue> Unwritten { get; } = [];

        public DateTimeOffset WrittenAt { get; set; }
    }
}
