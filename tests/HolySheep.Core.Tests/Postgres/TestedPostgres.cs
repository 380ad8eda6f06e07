using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using HolySheep.Chat;
using HolySheep.Sharing;

namespace HolySheep.Postgres;

/// <summary>The server that <c>HOLYSHEEP_TEST_POSTGRES</c> names; <c>.ci/postgres dotnet test</c> starts one. Each folder of a test has a schema of its own.</summary>
internal static class TestedPostgres
{
    public const string Variable = "HOLYSHEEP_TEST_POSTGRES";

    public const string Reason = "Left out: the tests on PostgreSQL, because " + Variable + " names no server; '.ci/postgres dotnet test' starts one.";

    /// <summary>The connection string; null if there is no server.</summary>
    public static string? Connection { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? text : null;

    /// <summary>The connection string for the schema of a folder.</summary>
    public static string ConnectionFor(string folder) => Connection + ";Search Path=test_" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(folder))), 0, 8).ToLowerInvariant();

    /// <summary>Opens the database of a folder with the clock of a test; a loaded machine changes nothing, because no statement is out of time.</summary>
    public static ISharedPlace Open(string folder, TimeProvider time) => new PostgresEngine { Limits = Patient }.Open(new Secret(PostgresFaults.ConnectionOf(folder)), time);

    /// <summary>Time limits that no loaded machine reaches.</summary>
    public static PostgresLimits Patient { get; } = new()
    {
        Statement = TimeSpan.FromMinutes(1),
        Work = TimeSpan.FromMinutes(1),
        Opening = TimeSpan.FromMinutes(1),
        Closing = TimeSpan.FromMinutes(1),
        UsesServerTime = false,
    };
}
