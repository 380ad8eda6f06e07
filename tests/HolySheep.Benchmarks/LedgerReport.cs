using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;
using HolySheep.Spend.History;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Ledger.Sqlite;
using HolySheep.Spend.Usage;
using HolySheep.TestKit;

namespace HolySheep.Benchmarks;

/// <summary>How long the figures of a report take over a ledger of a million attempts in 90 days, of three models, four tags and ten jobs.</summary>
internal static class LedgerReport
{
    private const int Days = 90;

    // One in ten failed, one in fifty fell back.
    private const string Fill =
        """
        WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < $1)
        INSERT INTO attempts (process, call, role, number, fallback, state, started, bucket, model_asked, model, model_sent, provider, job, caller, version,
            estimate, cost, amount, outcome, status, prompt_tokens, cached_tokens, completion_tokens, estimated, duration_ms, tags)
        SELECT 0, printf('01%024d', n), 0, 1, n % 50 = 0, 1, $2 + n * $3, ($2 + n * $3) / 900000, 'm' || (n % 3), 'm' || (n % 3), 'm' || (n % 3), 'p' || (n % 2), 'job-' || (n % 10), 'bench', '1.0.0',
            1000000000, 900000000 + n % 1000, 900000000 + n % 1000, CASE WHEN n % 10 = 0 THEN 1 ELSE 0 END, 200, 800 + n % 400, 100, 200 + n % 100, 0, 900, 'team=t' || (n % 4)
        FROM numbers
        """;

    private const string Tag = "INSERT INTO attempt_tags SELECT id, tags FROM attempts";

    public static void Run(int rows)
    {
        using var temporary = new TempFolder("report");
        var folder = temporary.Path;
        var now = DateTimeOffset.UtcNow;
        using (var database = LedgerFile.In(folder).Open(TimeProvider.System, out _))
        {
            database.Write(session => session.Execute(Fill, rows, now.AddDays(-Days).ToUnixTimeMilliseconds(), Days * 86_400_000L / rows) + session.Execute(Tag));
        }

        using (var client = new HolySheepClient(new HolySheepClientOptions { Configuration = Configuration, Environment = _ => null, StateFolder = folder }))
        {
            Console.WriteLine(FormattableString.Invariant($"| over {rows:#,0} rows | seconds |"));
            Console.WriteLine("| --- | ---: |");
            var query = new UsageQuery { From = now.AddDays(-Days) };
            foreach (var group in Enum.GetValues<UsageGroup>())
            {
                Measure($"by {group.ToString().ToLowerInvariant()}", () => client.GetUsage(query with { GroupBy = [group] }).Rows.Count);
            }

            Measure("the newest 20 calls", () => client.ListCalls(new CallQuery()).Take(20).Count());
            Measure("the newest 20 calls that failed", () => client.ListCalls(new CallQuery { Failed = true }).Take(20).Count());
            Measure("one call by its id", () => client.GetCall(client.ListCalls(new CallQuery()).First().Id).Attempts.Count);
            Measure("a filter that no call fits", () => client.ListCalls(new CallQuery { Job = "none" }).Count());
            Measure("anomalies", () => client.FindUsageAnomalies(query).Count);
            Measure("the whole page of HTML", () => client.ExportReport(Path.Combine(folder, "report.html"), query).Length);
        }

        Console.WriteLine(FormattableString.Invariant($"The file has {new FileInfo(LedgerFile.In(folder).Path).Length / 1e6:0} MB."));
    }

    private static void Measure(string name, Func<int> read)
    {
        var start = Stopwatch.GetTimestamp();
        read();
        Console.WriteLine(FormattableString.Invariant($"| {name} | {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} |"));
    }

    private static HolySheepConfiguration Configuration => new()
    {
        Providers = new Dictionary<string, ProviderOptions>(),
        Models = new Dictionary<string, ModelOptions>(),
        Chains = new Dictionary<string, IReadOnlyList<string>>(),
    };
}
