using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Errors;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Maintenance.Sqlite;

/// <summary>All kinds of what machines hold in a database.</summary>
/// <param name="kinds">The kinds.</param>
internal sealed class Holdings(params IReadOnlyList<IHoldings> kinds)
{
    /// <summary>The kinds that every engine keeps. Calls are released last, because their processes name the machine of a lease.</summary>
    public static IReadOnlyList<IHoldings> OfLedger { get; } = [new LeaseHoldings(), new CallHoldings()];

    /// <summary>What is held now, by machine and kind.</summary>
    public IReadOnlyList<HeldResource> List(ISqlSession session, DateTimeOffset now) =>
        [.. kinds.SelectMany(kind => kind.List(session, now)).OrderBy(held => held.Machine, StringComparer.OrdinalIgnoreCase).ThenBy(held => held.Kind).ThenBy(held => held.Name, StringComparer.Ordinal)];

    /// <summary>Releases what a machine holds.</summary>
    /// <param name="database">The database.</param>
    /// <param name="machine">The machine; case is ignored.</param>
    /// <param name="preview">Whether only to say what would be released.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="HolySheepException">The machine renews what it holds.</exception>
    public IReadOnlyList<HeldResource> Release(ISqlDatabase database, string machine, bool preview, DateTimeOffset now) => preview
        ? database.ReadSnapshot(session => Of(session, machine, now))
        : database.Write(session =>
        {
            var held = Of(session, machine, now);
            foreach (var kind in held.Count == 0 ? [] : kinds)
            {
                kind.Release(session, machine);
            }

            return held;
        });

    private IReadOnlyList<HeldResource> Of(ISqlSession session, string machine, DateTimeOffset now)
    {
        IReadOnlyList<HeldResource> held = [.. List(session, now).Where(held => string.Equals(held.Machine, machine, StringComparison.OrdinalIgnoreCase))];
        return held.Select(static held => held.Until).Max() is { } until && until > now
            ? throw new HolySheepException(ErrorCode.ArgumentInvalid, $"'{machine}' has renewed what it holds within the last seconds, so that it may still work.",
                FormattableString.Invariant($"End its processes. If it does not renew before {until.UtcDateTime:HH:mm:ss} UTC, it can be released."))
            : held;
    }
}
