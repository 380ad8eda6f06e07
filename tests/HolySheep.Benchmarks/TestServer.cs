using System;
using System.Threading.Tasks;

namespace HolySheep.Benchmarks;

/// <summary>The PostgreSQL server of the benchmarks that need one.</summary>
internal static class TestServer
{
    private const string Variable = "HOLYSHEEP_TEST_POSTGRES";

    /// <summary>The connection string; null if there is none, which is said.</summary>
    /// <param name="benchmark">The benchmark that asks.</param>
    public static async Task<string?> FindAsync(string benchmark)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } connection)
        {
            return connection;
        }

        await Console.Error.WriteLineAsync($"{Variable} names no server; for example: .ci/postgres dotnet run -c Release --project tests/HolySheep.Benchmarks -- {benchmark}");
        return null;
    }
}
