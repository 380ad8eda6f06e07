using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Errors;
using Npgsql;

namespace HolySheep.Postgres.Connections;

/// <summary>A connection string: Npgsql's own form, or a <c>postgres://</c> address as other tools write it. No message repeats it.</summary>
internal sealed class ConnectionText
{
    private const string DefaultSchema = "holysheep";
    private const int Connections = 8;
    private const int Prepared = 64;

    private ConnectionText(NpgsqlConnectionStringBuilder builder)
    {
        Password = string.IsNullOrEmpty(builder.Password) ? null : new Secret(builder.Password);
        Schema = builder.SearchPath?.Split(',')[0].Trim().Trim('"') is { Length: > 0 } schema ? schema : DefaultSchema;
        Name = FormattableString.Invariant($"the database '{builder.Database ?? builder.Username}' on {builder.Host}:{builder.Port}");
        builder.SearchPath = null;
        builder.ApplicationName ??= "holysheep";

        // Nothing must be reset between two uses: the only setting of a session is the ledger's lock_timeout, in a pool of its own.
        builder.NoResetOnClose = true;

        // A statement that is out of time is not waited for: its connection is closed.
        builder.CancellationTimeout = -1;
        SetDefault(builder, "Maximum Pool Size", Connections);
        SetDefault(builder, "Max Auto Prepare", Prepared);
        SetDefault(builder, "Auto Prepare Min Usages", 2);
        SetDefault(builder, "Keepalive", 30);
        Text = builder.ConnectionString;
    }

    /// <summary>The connection string for Npgsql.</summary>
    public string Text { get; }

    /// <summary>The password; null if there is none.</summary>
    public Secret? Password { get; }

    /// <summary>The schema of the tables: the first of the search path, otherwise <c>holysheep</c>.</summary>
    public string Schema { get; }

    /// <summary>The database for people, with its host and without the user's secrets.</summary>
    public string Name { get; }

    /// <exception cref="ConfigurationException">The text is not a connection string.</exception>
    public static ConnectionText Parse(string text)
    {
        try
        {
            var builder = text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)
                ? OfAddress(new Uri(text))
                : new NpgsqlConnectionStringBuilder(text);
            return string.IsNullOrEmpty(builder.Host) ? throw new FormatException() : new ConnectionText(builder);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException or OverflowException)
        {
            // The cause is left out, because it may repeat the password.
            throw new ConfigurationException("the connection string of the database is not valid", key: "state.connection",
                hint: "For example Host=db.example;Database=holysheep;Username=holysheep;Password=…, or postgres://holysheep:…@db.example/holysheep with special characters as %XX.");
        }
    }

    /// <summary>Sets what the user's string leaves open.</summary>
    private static void SetDefault(NpgsqlConnectionStringBuilder builder, string key, int value)
    {
        if (!builder.ShouldSerialize(key))
        {
            builder[key] = value;
        }
    }

    private static NpgsqlConnectionStringBuilder OfAddress(Uri address)
    {
        var builder = new NpgsqlConnectionStringBuilder { Host = address.Host };
        if (address.Port > 0)
        {
            builder.Port = address.Port;
        }

        if (address.AbsolutePath.Length > 1)
        {
            builder.Database = Uri.UnescapeDataString(address.AbsolutePath.Substring(1));
        }

        var user = address.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
        {
            builder.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length > 1)
        {
            builder.Password = Uri.UnescapeDataString(user[1]);
        }

        // The names of libpq, without the characters that Npgsql's names do not have.
        foreach (var pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)))
        {
            var name = Uri.UnescapeDataString(pair[0]);
            builder[name switch { "sslmode" => "SSL Mode", "application_name" => "Application Name", "sslrootcert" => "Root Certificate", "connect_timeout" => "Timeout", _ => name }] =
                Uri.UnescapeDataString(pair.Length > 1 ? pair[1] : "").Replace("verify-full", "VerifyFull", StringComparison.Ordinal).Replace("verify-ca", "VerifyCA", StringComparison.Ordinal);
        }

        return builder;
    }
}
