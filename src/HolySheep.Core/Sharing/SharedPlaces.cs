using System;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.Errors;

namespace HolySheep.Sharing;

/// <summary>Finds the database that a configuration shares state in.</summary>
internal static class SharedPlaces
{
    /// <summary>The database of a configuration; null if it keeps state on this machine.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="engine">Creates the engine; null if the front end has none.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="vault">Reads <c>VAULT/NAME</c>; null if no vault is available.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <exception cref="ConfigurationException">The connection string is missing or not valid.</exception>
    public static ISharedPlace? Open(HolySheepConfiguration configuration, Func<SharedEngine>? engine, Func<string, string?> environment, Func<string, Secret?>? vault, TimeProvider timeProvider)
    {
        if (configuration.State.Kind != StateKind.Postgres)
        {
            return null;
        }

        if (engine is null)
        {
            return new MissingPlace(timeProvider);
        }

        var reference = configuration.State.Connection;
        var found = KeyLookup.Read(reference, new UserFolders(environment), vault);
        return found.Key is { } connection
            ? engine().Open(connection, timeProvider)
            : throw new ConfigurationException(
                $"state is kept in PostgreSQL, and the connection string '{reference}' cannot be used: {found.Reason}", configuration.File, key: "state.connection",
                hint: "Set it to the connection string of the database, for example Host=db.example;Database=holysheep;Username=holysheep;Password=…, or set HOLYSHEEP_STATE to sqlite to keep state on this machine.");
    }
}
