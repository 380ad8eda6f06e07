using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger.Sqlite;
using HolySheep.Spend.Pricing;
using HolySheep.Spend.Usage;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>Calls that no budget counts are written to a log, and from there to the ledger.</summary>
public sealed class LoggedCallsTests : IDisposable
{
    private readonly LedgerHome _home = new();

    public void Dispose() => _home.Dispose();

    private string[] Logs => Directory.GetFiles(Path.GetDirectoryName(_home.FilePath)!, "*.log");

    [Fact]
    public async Task A_call_is_on_disk_before_it_leaves_and_again_before_its_result_does()
    {
        var ledger = _home.Open();

        var ticket = await ledger.BeginAsync(_home.Entry());
        Assert.Equal((true, false), (ticket.Row is null, ticket.Logged is null));
        Assert.Equal(2, LogText.LinesOf(Assert.Single(Logs)).Length);

        await ledger.SettleAsync(ticket, _home.Answer(0.003m));
        Assert.Equal(3, LogText.LinesOf(Assert.Single(Logs)).Length);
        Assert.Equal(0L, InLedger("SELECT count(*) FROM attempts"));
    }

    [Fact]
    public async Task A_little_later_it_is_in_the_ledger_and_the_log_is_gone()
    {
        var ledger = _home.Open();
        await ledger.BeginAsync(_home.Entry());
        await CallAsync(ledger, 0.003m);

        await LaterAsync(ledger, TimeSpan.FromSeconds(1));

        Assert.Equal(3_000_000_000L, InLedger("SELECT sum(amount) FROM spend"));
        Assert.True(SpinWait.SpinUntil(() => Logs.Length == 0, TimeSpan.FromSeconds(20)), "The log is still there.");
    }

    [Fact]
    public async Task A_reader_sees_what_is_only_in_the_log_and_it_counts_once()
    {
        var ledger = _home.Open();
        await ledger.SettleAsync(await ledger.BeginAsync(_home.Entry()), _home.Answer(0.001m));
        await CallAsync(ledger, 0.003m);
        var underWay = await ledger.BeginAsync(_home.Entry(price: 0.02m));

        Assert.Equal((3L, 0.004m), Total());
        await ledger.SettleAsync(underWay, _home.Answer(0.015m));
        Assert.Equal((3L, 0.019m), Total());

        await LaterAsync(ledger, TimeSpan.FromSeconds(1));
        Assert.Equal((3L, 0.019m), Total());
        ledger.Dispose();
        Assert.Equal((3L, 0.019m), Total());
        Assert.Empty(Logs);
        Assert.Equal(0, _home.Sum("SELECT count(*) FROM logs"));
    }

    [Fact]
    public async Task The_money_of_a_call_that_a_budget_counts_is_leased_in_the_ledger_before_it_leaves()
    {
        var ledger = _home.Open(LedgerHome.Budget(1, BudgetAction.Warn, "tag=nightly"));

        var counted = await ledger.BeginAsync(_home.Entry(tags: new Dictionary<string, string> { ["nightly"] = "yes" }));
        var other = await ledger.BeginAsync(_home.Entry(tags: new Dictionary<string, string> { ["daily"] = "yes" }));

        Assert.Equal((1, 0), (counted.Leases.Count, other.Leases.Count));
        Assert.Equal(UsdAmount.ToUnits(0.01m), InLedger("SELECT sum(remaining) FROM leases"));
        Assert.Equal(0L, InLedger("SELECT count(*) FROM attempts"));
        Assert.Equal(3, LogText.LinesOf(Assert.Single(Logs)).Length);
        Assert.Equal(0, _home.Sum("SELECT sum(remaining) FROM leases"));
    }

    [Fact]
    public async Task Tags_texts_and_unknown_prices_come_through_the_log_as_they_were()
    {
        var ledger = _home.Open();
        await ledger.BeginAsync(_home.Entry());
        var tags = new Dictionary<string, string> { ["team"] = "öps=\"1\"\n", ["job"] = "\u001f😀" };
        var entry = _home.Entry(price: null, tags: tags, job: "mails.csv") with { Prompt = "line 1\nline 2 \u2028 😀 \0", Task = "sum up", Caller = "Invoke-HolySheepChat", Number = 3, IsFallback = true };
        var settlement = _home.Answer(null, output: 7);
        settlement.Answer = "yes\n";
        settlement.FirstToken = TimeSpan.FromMilliseconds(250);
        await ledger.SettleAsync(await ledger.BeginAsync(entry), settlement);
        _home.WriteResults();
        Assert.Equal(2, _home.Column<long>("id").Count);
        await ledger.SettleAsync(await ledger.BeginAsync(entry with { Role = AttemptRole.Shadow }), settlement);

        foreach (var column in new[] { "call", "number", "fallback", "started", "bucket", "model_sent", "provider", "job", "task", "caller", "prompt", "tags", "answer", "outcome", "completion_tokens", "first_token_ms", "cost", "estimate" })
        {
            var values = _home.Column<string>($"coalesce(CAST({column} AS TEXT), 'none')");
            Assert.True(values[^1] == values[^2], $"{column}: '{values[^1]}' in the ledger itself, '{values[^2]}' through the log.");
        }
    }

    [Fact]
    public async Task A_call_booked_as_an_estimate_because_its_process_was_taken_for_dead_is_still_settled()
    {
        var ledger = _home.Open();
        await ledger.BeginAsync(_home.Entry(price: 0));
        var ticket = await ledger.BeginAsync(_home.Entry(price: 0.02m));
        using (var database = _home.File.Open(_home.Time, out _))
        {
            database.Write(session => session.Execute("DELETE FROM processes"));
        }

        Assert.Equal((2L, 0.02m), Total());
        await ledger.SettleAsync(ticket, _home.Answer(0.015m));
        _home.WriteResults();
        Assert.Equal((2L, 0.015m), Total());
        Assert.Equal(UsdAmount.ToUnits(0.015m), _home.Sum("SELECT sum(amount) FROM spend"));
    }

    [Fact]
    public async Task Where_the_log_cannot_be_written_the_call_is_booked_in_the_ledger_itself()
    {
        using var disk = SmallDisk.TryMount(megabytes: 1);
        if (disk is null)
        {
            return;
        }

        var time = new FakeTimeProvider(_home.Time.GetUtcNow());
        using var ledger = new SqliteLedger(
            LedgerFile.In(disk.Root),
            new LedgerSettings { Writer = new LedgerWriterFacts("test", "1.0", null), TimeProvider = time, Alert = _ => Task.FromResult(AlertDelivery.Done) });
        await ledger.BeginAsync(_home.Entry());
        var logged = await ledger.BeginAsync(_home.Entry());
        using (var filling = new FileStream(Path.Combine(disk.Root, "filling"), FileMode.Create))
        {
            Assert.Throws<IOException>(() => filling.Write(new byte[2_000_000]));
            filling.SetLength(filling.Length / 4096 * 4096);
        }

        // The rest of the log's last page is taken first.
        while (logged.Logged is not null)
        {
            logged = await ledger.BeginAsync(_home.Entry());
        }

        Assert.Contains("ledger", Assert.Single(logged.Warnings), StringComparison.Ordinal);
        File.Delete(Path.Combine(disk.Root, "filling"));
        Assert.NotNull((await ledger.BeginAsync(_home.Entry())).Logged);
    }

    [Fact]
    public async Task Attempts_removed_from_the_ledger_do_not_come_back_from_the_log()
    {
        var ledger = _home.Open();
        await CallAsync(ledger, 0.001m);
        await CallAsync(ledger, 0.003m);
        _home.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(2, _home.Reader().Prune(TimeSpan.Zero, null));
        Assert.Equal(0, Total().Attempts);
    }

    [Fact]
    public async Task A_calls_own_limit_holds()
    {
        var ledger = _home.Open();
        for (var call = 0; call < 2; call++)
        {
            var ticket = await ledger.BeginAsync(_home.Entry(price: 0.02m) with { CallLimitLeft = 0.01m });

            Assert.NotNull(ticket.Refusal);
            Assert.False(ticket.IsBooked);
        }

        Assert.Empty(Logs);
    }

    private async Task CallAsync(SqliteLedger ledger, decimal cost) => await ledger.SettleAsync(await ledger.BeginAsync(_home.Entry()), _home.Answer(cost));

    /// <summary>Lets time pass; what is written then comes before the work that is asked for here.</summary>
    private async Task LaterAsync(SqliteLedger ledger, TimeSpan time)
    {
        _home.Time.Advance(time);
        await ledger.RecordReusedAsync([]);
    }

    private (long Attempts, decimal? Cost) Total()
    {
        var total = _home.Reader().Report(new UsageQuery { To = _home.Time.GetUtcNow().AddSeconds(1) }).Total;
        return (total.Attempts, total.Cost);
    }

    /// <summary>What the ledger itself holds, whatever lies in logs.</summary>
    private object? InLedger(string sql)
    {
        using var database = _home.File.Open(_home.Time, out _);
        return database.Read(session => session.Scalar(sql));
    }
}
