using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Spend.Usage;
using Xunit;

namespace HolySheep.Spend.Ledger;

public sealed class LedgerPruningTests : IDisposable
{
    private static readonly BudgetOptions Budget = LedgerHome.Budget(10m) with { Period = new BudgetPeriod { Kind = BudgetPeriodKind.Month, TimeZone = TimeZoneInfo.Utc } };
    private readonly LedgerHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Attempts_older_than_an_age_go_and_budgets_keep_what_they_cost()
    {
        await SpendAsync(3, daysAgo: 20, tag: "ops");
        await SpendAsync(2, daysAgo: 1);
        var open = await _home.Open().BeginAsync(_home.Entry() with { StartedAt = _home.Time.GetUtcNow().AddDays(-20) });

        Assert.Equal(3, _home.Reader().Prune(TimeSpan.FromDays(10), null));

        // What is under way stays, however old.
        Assert.Equal((2L, 1L), (_home.Sum("SELECT count(*) FROM attempts WHERE state = 1"), _home.Sum("SELECT count(*) FROM attempts WHERE state = 0")));
        Assert.Equal(0, _home.Sum("SELECT count(*) FROM attempt_tags"));
        Assert.Equal(0.06m, Assert.Single(_home.Reader(null, Budget).Budgets()).Spent);
        Assert.Equal(0.02m, _home.Reader().Report(new UsageQuery { From = _home.Time.GetUtcNow().AddDays(-30) }).Total.Cost);
        await _home.Open().SettleAsync(open, _home.Answer(0.01m));
        Assert.Equal(0.06m, Assert.Single(_home.Reader(null, Budget).Budgets()).Spent);
    }

    [Fact]
    public async Task A_ledger_whose_attempts_were_all_deleted_is_not_damaged_before_and_after_the_next_ones()
    {
        await SpendAsync(3, daysAgo: 20, tag: "ops");
        await SpendAsync(2, daysAgo: 0);
        _home.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(5, _home.Reader().Prune(TimeSpan.Zero, null));
        Assert.Null(_home.Reader().Check());
        await SpendAsync(1, daysAgo: 0);
        _home.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, _home.Sum("SELECT min(id) FROM attempts"));
        Assert.Null(_home.Reader().Check());
        Assert.Equal(0.06m, Assert.Single(_home.Reader(null, Budget).Budgets()).Spent);
        Assert.Equal(0.01m, _home.Reader().Report(new UsageQuery { From = _home.Time.GetUtcNow().AddDays(-30) }).Total.Cost);
    }

    [Fact]
    public async Task The_oldest_attempts_go_until_the_file_takes_no_more_than_a_size()
    {
        for (var day = 20; day > 0; day--)
        {
            await SpendAsync(150, daysAgo: day, tag: "ops");
        }

        const long Most = 200_000;
        Assert.True(Size() > Most * 2);
        var gone = _home.Reader().Prune(null, Most);

        Assert.InRange(gone, 1, 2_999);
        Assert.InRange(Size(), Most / 2, Most);
        Assert.Equal(3_000 - gone, _home.Sum("SELECT count(*) FROM attempts"));
        Assert.True(_home.Column<long>("started").Min() > _home.Time.GetUtcNow().AddDays(-19).ToUnixTimeMilliseconds());
        Assert.Equal(30m, Assert.Single(_home.Reader(null, Budget).Budgets()).Spent);
        Assert.Equal(0, _home.Reader().Prune(null, Most));
    }

    [Fact]
    public void Neither_an_age_nor_a_size_is_refused_and_no_ledger_has_nothing_to_take_out()
    {
        Assert.Equal(ErrorCode.ArgumentInvalid, Assert.Throws<HolySheepException>(() => _home.Reader().Prune(null, null)).Code);
        Assert.Equal(0, _home.Reader().Prune(TimeSpan.Zero, 0));
    }

    private long Size()
    {
        using var database = _home.File.Open(_home.Time, out _);
        database.Read(session => session.Scalar("PRAGMA wal_checkpoint(TRUNCATE)"));
        return new FileInfo(_home.FilePath).Length;
    }

    private async Task SpendAsync(int calls, int daysAgo, string? tag = null)
    {
        var tags = tag is null ? [] : new Dictionary<string, string> { ["team"] = tag };
        var ledger = _home.Open();
        await Task.WhenAll(Enumerable.Range(0, calls).Select(call => Task.Run(async () =>
        {
            var entry = _home.Entry(tags: tags) with { StartedAt = _home.Time.GetUtcNow().AddDays(-daysAgo).AddSeconds(call) };
            await ledger.SettleAsync(await ledger.BeginAsync(entry), _home.Answer(0.01m));
        })));
    }
}
