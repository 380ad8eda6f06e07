using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Spend.History;
using HolySheep.Spend.Ledger.Sqlite;
using HolySheep.Spend.Usage;
using HolySheep.State.Sqlite.Engine;
using Xunit;

namespace HolySheep.Spend.Ledger;

/// <summary>A ledger that an older version wrote is brought to the newest, and not a unit of it is lost.</summary>
public sealed class LedgerUpgradeTests : IDisposable
{
    private const int ApplicationId = 0x48534c47;

    private const string Insert =
        """
        INSERT INTO attempts (process, call, role, number, fallback, state, started, bucket, model_asked, model, model_sent, provider, job, caller, version,
            estimate, amount, prompt_tokens, completion_tokens, estimated)
        VALUES (1, 'call', 0, 1, 0, 0, $1, $2, 'gpt-4.1', 'gpt-4.1', 'gpt-4.1', 'backup', 'mails', 'test', '1.0', 20000000000, 20000000000, 1, 10, 1)
        """;

    private readonly LedgerHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public async Task A_ledger_of_an_older_version_keeps_its_rows_its_tags_and_its_sums(int version)
    {
        var now = _home.Time.GetUtcNow();
        using (var old = Database.Open(new DatabaseFile { Path = _home.FilePath, Schema = new DatabaseSchema(ApplicationId, [.. LedgerSchema.Migrations.Take(version)]) }))
        {
            // One long ago, one settled today, and one under way whose process is gone.
            old.Write(session => Begin(session, version, now.AddDays(-40)) + Begin(session, version, now) + Begin(session, version, now));
            old.Write(session => session.Execute("UPDATE attempts SET state = 1, outcome = 0, cost = 15000000000, amount = 15000000000 WHERE id < 3"));
        }

        var budgets = new[] { "all", "tag=team=ops", "tag=team", "provider=backup", "job=mails" }.Select(scope => LedgerHome.Budget(1, scope: scope, name: scope)).ToArray();
        Assert.All(_home.Reader(null, budgets).Budgets(), budget => Assert.Equal(0.035m, budget.Spent));
        var report = _home.Reader().Report(new UsageQuery { From = now.AddDays(-50), To = now.AddSeconds(1), GroupBy = [UsageGroup.Tag] });
        Assert.Equal((3L, 0.05m), (report.Total.Attempts, report.Total.Cost));
        Assert.Equal("team=ops", Assert.Single(report.Rows).Tag);
        Assert.Equal("", Assert.Single(_home.Reader().Report(new UsageQuery { From = now.AddDays(-50), To = now.AddSeconds(1), GroupBy = [UsageGroup.Machine] }).Rows).Machine);
        Assert.Equal(2, _home.Reader().Report(new UsageQuery { From = now, To = now.AddSeconds(1) }).Total.Attempts);

        var ledger = _home.Open(LedgerHome.Budget(0.045m));
        await ledger.SettleAsync(await ledger.BeginAsync(_home.Entry()), _home.Answer(0.01m));
        Assert.NotNull((await ledger.BeginAsync(_home.Entry())).Refusal);
        Assert.Equal(LedgerSchema.Migrations.Count, _home.Sum("PRAGMA user_version"));
    }

    [Fact]
    public async Task Tags_in_any_letters_and_alerts_of_an_older_version_count_on()
    {
        var now = _home.Time.GetUtcNow();
        using (var old = Database.Open(new DatabaseFile { Path = _home.FilePath, Schema = new DatabaseSchema(ApplicationId, [.. LedgerSchema.Migrations.Take(5)]) }))
        {
            old.Write(session =>
            {
                foreach (var tag in (string[])["Team=Ops", "team=ops", "TEAM=OPS"])
                {
                    var row = session.Insert(Insert, now.ToUnixTimeMilliseconds(), now.ToUnixTimeSeconds() / 900);
                    session.Execute("INSERT INTO attempt_tags VALUES ($1, $2), ($1, $3)", row, tag, tag.Split('=')[1]);
                    session.Execute("UPDATE attempts SET tags = $2, state = 1, outcome = 0, cost = 15000000000, amount = 15000000000 WHERE id = $1", row, tag);
                }

                return session.Execute("INSERT INTO alerts VALUES ('daily', $1, '0.8')", new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).ToUnixTimeSeconds());
            });
        }

        var budgets = new[] { "tag=team=ops", "tag=Team=OPS", "tag=OPS", "tag=ops" }.Select(scope => LedgerHome.Budget(1, scope: scope, name: scope)).ToArray();
        Assert.All(_home.Reader(null, budgets).Budgets(), budget => Assert.Equal(0.045m, budget.Spent));
        var row = Assert.Single(_home.Reader().Report(new UsageQuery { From = now, To = now.AddSeconds(1), GroupBy = [UsageGroup.Tag] }).Rows);
        Assert.Equal((3L, "team=ops"), (row.Attempts, row.Tag!.ToLowerInvariant()));

        // 90 % of 0.05 were told by the older version; the next day tells again.
        var ledger = _home.Open(LedgerHome.Budget(0.05m, Configuration.Options.BudgetAction.Warn));
        await ledger.SettleAsync(await ledger.BeginAsync(_home.Entry()), _home.Answer(0m));
        Assert.Empty(_home.Alerts);
        _home.Time.Advance(TimeSpan.FromDays(1));
        await ledger.SettleAsync(await ledger.BeginAsync(_home.Entry()), _home.Answer(0.05m));
        Assert.Single(_home.Alerts);
    }

    [Fact]
    public void Calls_of_an_older_version_are_listed_by_their_times_with_all_their_attempts()
    {
        var now = _home.Time.GetUtcNow();
        using (var old = Database.Open(new DatabaseFile { Path = _home.FilePath, Schema = new DatabaseSchema(ApplicationId, [.. LedgerSchema.Migrations.Take(6)]) }))
        {
            old.Write(session =>
            {
                // The ids of the older version say nothing of the time: the newer call has the lower one.
                foreach (var (call, number, at) in ((string, int, DateTimeOffset)[])[("f", 1, now.AddDays(-2)), ("0", 1, now), ("f", 2, now.AddDays(-2).AddSeconds(5))])
                {
                    var row = Begin(session, 6, at);
                    session.Execute("UPDATE attempts SET call = $2, number = $3, state = 1, outcome = 0, cost = 0 WHERE id = $1", row, new string(call[0], 32), number);
                }

                return 0;
            });
        }

        var calls = new CallHistory(_home.Records, null).List(new CallQuery()).ToList();

        Assert.Equal([(now, 1), (now.AddDays(-2), 2)], calls.Select(call => (call.StartedAt, call.Attempts.Count)));
        Assert.Equal([LedgerCallId.OfEarlier(new string('0', 32), now), LedgerCallId.OfEarlier(new string('f', 32), now.AddDays(-2))], calls.Select(call => call.Id));
        Assert.All(calls[1].Attempts, attempt => Assert.Equal((null, null), (attempt.Wait, attempt.Message)));
    }

    private static long Begin(DatabaseSession session, int version, DateTimeOffset at)
    {
        var row = session.Insert(Insert, at.ToUnixTimeMilliseconds(), at.ToUnixTimeSeconds() / 900);
        if (version == 1)
        {
            session.Execute("INSERT INTO attempt_tags VALUES ($1, 'team=ops', 1), ($1, 'team', 0), ($1, 'ops', 0)", row);
        }
        else
        {
            session.Execute("INSERT INTO attempt_tags VALUES ($1, 'team=ops'), ($1, 'team'), ($1, 'ops')", row);
            session.Execute("UPDATE attempts SET tags = 'team=ops' WHERE id = $1", row);
        }

        return row;
    }
}
