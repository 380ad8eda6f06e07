using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Harness;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Ledger.Sqlite;
using HolySheep.Spend.Pricing;
using Xunit;

namespace HolySheep.Spend.Usage;

public sealed class UsageSumsTests : IDisposable
{
    private const int Requests = 10_000;
    private static readonly string[] Models = ["alpha", "beta", "gamma"];
    private static readonly string[] Providers = ["one", "two"];
    private static readonly string[] Jobs = ["", "mails", "nightly"];
    private static readonly string[] Teams = ["ops", "dev", "sales"];
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly DateTimeOffset First = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly LedgerHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Over_ten_thousand_requests_in_both_vendors_forms_every_report_is_the_sum_of_the_rows_to_the_last_decimal()
    {
        _home.Time.SetLocalTimeZone(Berlin);
        _home.Time.SetUtcNow(First.AddDays(60));
        var made = await SettleAsync(new Random(20261122));

        var query = new UsageQuery { From = First, To = First.AddDays(60) };
        var total = _home.Reader().Report(query).Total;
        Assert.Equal(UsdAmount.FromUnits(_home.Sum("SELECT sum(cost) FROM attempts")), total.Cost);
        Assert.Equal(UsdAmount.FromUnits(_home.Sum("SELECT sum(amount) FROM spend")), total.Cost);
        AssertSame(made, total);
        foreach (var groups in (UsageGroup[][])[[UsageGroup.Day], [UsageGroup.Model], [UsageGroup.Provider], [UsageGroup.Job], [UsageGroup.Tag], [.. Enum.GetValues<UsageGroup>()]])
        {
            var report = _home.Reader().Report(query with { GroupBy = groups });
            Assert.Equal(total, report.Total);
            var expected = made.ToLookup(request => KeyOf(groups, request.Day, request.Model, request.Provider, request.Tag, request.Job));
            Assert.Equal(expected.Count, report.Rows.Count);
            foreach (var row in report.Rows)
            {
                AssertSame(expected[KeyOf(groups, row.Day, row.Model, row.Provider, row.Tag, row.Job)].ToList(), row);
            }
        }
    }

    [Fact]
    public async Task The_alternative_cost_elsewhere_prices_all_tokens_there()
    {
        _home.Time.SetUtcNow(First.AddDays(60));
        var made = await SettleAsync(new Random(3), requests: 500);
        var elsewhere = new ModelPrice(2m, 8m, 0.5m);

        var report = _home.Reader(elsewhere).Report(new UsageQuery { From = First, CompareTo = "elsewhere", GroupBy = [UsageGroup.Model] });

        // A model without a price for cache writes may take none: plain tokens there, so that the savings are not too large.
        Assert.Equal(made.Sum(request => CallCost.Of(elsewhere, request.Usage with { CacheWriteTokens = 0 })), report.Total.ComparedCost);
        Assert.Equal(report.Total.ComparedCost, report.Rows.Sum(row => row.ComparedCost));
        Assert.Equal(report.Total.ComparedCost - report.Total.Cost, report.Total.Savings);
    }

    [Fact]
    public async Task A_call_with_several_tags_counts_for_each_and_once_in_the_total()
    {
        var ledger = _home.Open();
        var tags = new Dictionary<string, string> { ["team"] = "ops", ["env"] = "prod" };
        await ledger.SettleAsync(await ledger.BeginAsync(_home.Entry(tags: tags)), _home.Answer(0.01m));
        await ledger.SettleAsync(await ledger.BeginAsync(_home.Entry()), _home.Answer(0.02m));
        _home.Time.Advance(TimeSpan.FromSeconds(1));

        var report = _home.Reader().Report(new UsageQuery { GroupBy = [UsageGroup.Tag] });

        Assert.Equal([("", 0.02m), ("env=prod", 0.01m), ("team=ops", 0.01m)], report.Rows.Select(row => (row.Tag!, row.Cost)));
        Assert.Equal((2L, 0.03m), (report.Total.Calls, report.Total.Cost));
    }

    private async Task<IReadOnlyList<Made>> SettleAsync(Random random, int requests = Requests)
    {
        var ledger = _home.Open();
        var made = Enumerable.Range(0, requests).Select(_ => Make(random)).ToList();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(async () =>
        {
            for (var index = Interlocked.Increment(ref next); index < made.Count; index = Interlocked.Increment(ref next))
            {
                await SettleAsync(ledger, made[index]);
            }
        })));
        return made;
    }

    private async Task SettleAsync(SqliteLedger ledger, Made request)
    {
        var entry = _home.Entry(provider: request.Provider, model: request.Model, tags: new Dictionary<string, string> { ["team"] = request.Tag[5..] }, job: request.Job) with { StartedAt = request.At };
        await ledger.SettleAsync(await ledger.BeginAsync(entry), _home.Answer(CallCost.Of(request.Price, request.Usage)) with { Usage = request.Usage });
    }

    private static Made Make(Random random)
    {
        var (fresh, cached, written) = (random.Next(1, 200_000), CallCostTests.Maybe(random, 200_000), CallCostTests.Maybe(random, 50_000));
        var (spoken, thought) = (random.Next(1, 20_000), CallCostTests.Maybe(random, 20_000));
        var openAI = random.Next(2) == 0;
        var body = openAI ? CallCostTests.OpenAI(fresh, cached, written, spoken, thought) : CallCostTests.Anthropic(fresh, cached, written, spoken + thought);
        var price = CallCostTests.RandomPrice(random);
        return new Made
        {
            At = First.AddSeconds(random.Next(60 * 86_400)),
            Model = Models[random.Next(Models.Length)],
            Provider = Providers[random.Next(Providers.Length)],
            Job = Jobs[random.Next(Jobs.Length)],
            Tag = "team=" + Teams[random.Next(Teams.Length)],
            Price = price,
            Usage = ChatWire.Whole(Encoding.UTF8.GetBytes(body))!.Answer!.Usage!,
            Pico = openAI ? CallCostTests.ByHand(price, fresh, cached, written, spoken, thought) : CallCostTests.ByHand(price, fresh, cached, written, spoken + thought, 0),
        };
    }

    private static (DateTime? Day, string? Model, string? Provider, string? Tag, string? Job) KeyOf(UsageGroup[] groups, DateTime? day, string? model, string? provider, string? tag, string? job) => (
        groups.Contains(UsageGroup.Day) ? day : null,
        groups.Contains(UsageGroup.Model) ? model : null,
        groups.Contains(UsageGroup.Provider) ? provider : null,
        groups.Contains(UsageGroup.Tag) ? tag : null,
        groups.Contains(UsageGroup.Job) ? job : null);

    private static void AssertSame(IReadOnlyCollection<Made> made, UsageRow row)
    {
        Assert.Equal(made.Aggregate(BigInteger.Zero, (sum, request) => sum + request.Pico), new BigInteger(row.Cost * 1_000_000_000_000m));
        Assert.Equal(
            (made.Count, made.Count, made.Sum(request => request.Usage.PromptTokens), made.Sum(request => request.Usage.CachedTokens), made.Sum(request => request.Usage.CompletionTokens), made.Sum(request => request.Usage.ReasoningTokens)),
            ((int)row.Calls, (int)row.Answered, row.PromptTokens, row.CachedTokens, row.CompletionTokens, row.ReasoningTokens));
        Assert.Equal((0L, 0m), (row.Unpriced, row.EstimatedCost));
    }

    private sealed record Made
    {
        public required DateTimeOffset At { get; init; }

        public required string Model { get; init; }

        public required string Provider { get; init; }

        public required string Job { get; init; }

        public required string Tag { get; init; }

        public required ModelPrice Price { get; init; }

        public required ChatUsage Usage { get; init; }

        public required BigInteger Pico { get; init; }

        public DateTime Day => TimeZoneInfo.ConvertTime(At, Berlin).Date;
    }
}
