using System;
using HolySheep.Chat;
using HolySheep.Postgres.Connections;
using HolySheep.Sharing;

namespace HolySheep.Postgres;

/// <summary>Keeps health, limits and money for many machines in PostgreSQL 15 or later.</summary>
public sealed class PostgresEngine : SharedEngine
{
    /// <summary>The time limits; those of the design unless a test sets others.</summary>
    internal PostgresLimits Limits { get; init; } = new();

    internal override ISharedPlace Open(Secret connection, TimeProvider timeProvider) => new PostgresPlace(ConnectionText.Parse(connection.Reveal()), Limits, timeProvider);
}
