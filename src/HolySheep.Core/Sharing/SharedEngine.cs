using System;
using HolySheep.Chat;

namespace HolySheep.Sharing;

/// <summary>An engine that keeps health, limits and money for many machines in a database. A front end that has one passes it to its clients.</summary>
public abstract class SharedEngine
{
    internal SharedEngine()
    {
    }

    /// <summary>Names the database of a connection, without opening it.</summary>
    /// <param name="connection">The connection string.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <exception cref="Errors.ConfigurationException">The string is not a valid connection; the message repeats no part of it.</exception>
    internal abstract ISharedPlace Open(Secret connection, TimeProvider timeProvider);
}
