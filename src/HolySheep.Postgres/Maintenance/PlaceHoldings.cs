using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Maintenance;
using HolySheep.Maintenance.Sqlite;
using HolySheep.Postgres.Records;
using HolySheep.Postgres.State;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Postgres.Maintenance;

/// <summary>The places under the limits of providers, which are leases of processes.</summary>
internal sealed class PlaceHoldings : IHoldings
{
    private const string Read = "SELECT name, value::text FROM records WHERE kind = $1 AND value ? 'places'";

    // A writer that has read the record before finds another version and decides again.
    private const string Write = "UPDATE records SET version = (random() * 1e18)::bigint + 1, value = $1::jsonb, written = clock_timestamp() WHERE kind = $2 AND name = $3";

    public IEnumerable<HeldResource> List(ISqlSession session, DateTimeOffset now) =>
        from holder in Holders(session)
        from machine in holder.Record.Places!.Where(static place => place.Value is [> 0, _]).GroupBy(static place => HeldPlaces.MachineOf(place.Key), StringComparer.OrdinalIgnoreCase)
        select new HeldResource
        {
            Machine = machine.Key,
            Kind = HeldKind.Places,
            Name = holder.Name,
            Count = machine.Sum(static place => place.Value[0]),
            Until = StoredTime.Of(machine.Max(static place => place.Value[1])),
        };

    public void Release(ISqlSession session, string machine)
    {
        foreach (var (name, record) in Holders(session))
        {
            var kept = record.Places!.Where(place => !string.Equals(HeldPlaces.MachineOf(place.Key), machine, StringComparison.OrdinalIgnoreCase)).ToDictionary(static place => place.Key, static place => place.Value);
            if (kept.Count < record.Places!.Count)
            {
                session.Execute(Write, (record with { Places = kept.Count == 0 ? null : kept }).Write(), RecordKind.Holder, name);
            }
        }
    }

    private static IReadOnlyList<(string Name, HolderRecord Record)> Holders(ISqlSession session) =>
        [.. session.Query(Read, static row => (row.GetString(0), HolderRecord.Read(row.GetString(1))), RecordKind.Holder).Where(static holder => holder.Item2.Places is { Count: > 0 })];
}
