using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Configuration.Options;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger.Contracts;
using Xunit;

namespace HolySheep.Spend.Ledger.Leases;

/// <summary>Processes whose configurations give one budget different limits or periods.</summary>
public sealed class DisagreeingBudgetsTests : IDisposable
{
    private readonly LedgerHome _home = new();
    private readonly List<IDisposable> _opened = [];

    public void Dispose()
    {
        _opened.ForEach(opened => opened.Dispose());
        _home.Dispose();
    }

    public static TheoryData<string, string, string, string> Differences
    {
        get
        {
            var all = new TheoryData<string, string, string, string>();
            foreach (var ledger in TestedLedger.Each.Where(ledger => ledger.IsShared).Select(ledger => ledger.Name))
            {
                all.Add(ledger, "5 day", "5 month", "has the period day here and month in another process: each counts its own, so that it may spend more than the other allows. Give it the same period in every configuration.");
                all.Add(ledger, "5 24h", "5 48h", "has the period 24h here and 48h in another process: each counts its own, so that it may spend more than the other allows. Give it the same period in every configuration.");
                all.Add(ledger, "5 week", "5 24h", "has the period week here and 24h in another process: each counts its own, so that it may spend more than the other allows. Give it the same period in every configuration.");
                all.Add(ledger, "5 day", "5 day Asia/Tokyo", "has the period day here, and in another process that of another time zone: each counts its own. Give it the same period in every configuration.");
                all.Add(ledger, "5 day", "3 month", "has a limit of 5.00 USD here and of 3.00 USD in another process: the lower one holds; and the period day here and month in another process: each counts its own, so that it may spend more than the other allows. Give it the same limit and period in every configuration.");
                all.Add(ledger, "5 day", "5 day", "");
                all.Add(ledger, "5 48h", "5 48h", "");
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Differences))]
    public async Task Each_says_once_what_it_has_and_what_the_other_has(string backend, string here, string there, string expected)
    {
        var (one, other) = (Open(backend, Budget(here)), Open(backend, Budget(there)));
        Assert.Empty((await other.BeginAsync(_home.Entry())).Warnings);

        var told = (await one.BeginAsync(_home.Entry())).Warnings;
        Assert.Equal(expected.Length == 0 ? [] : [$"The budget 'daily' {expected}"], told);
        Assert.Empty((await one.BeginAsync(_home.Entry())).Warnings);
        Assert.Equal(expected.Length == 0 ? 0 : 1, (await AskUntilToldAsync(other)).Count);
    }

    [Theory]
    [InlineData("sqlite")]
    public async Task A_process_that_is_refused_is_known_to_the_others(string backend)
    {
        var (one, other) = (Open(backend, Budget("5 day")), Open(backend, Budget("0.02 month")));
        await one.BeginAsync(_home.Entry());
        await one.BeginAsync(_home.Entry());
        await one.BeginAsync(_home.Entry());
        Assert.NotNull((await other.BeginAsync(_home.Entry())).Refusal);

        Assert.Contains("of 0.02 USD in another process", Assert.Single(await AskUntilToldAsync(one)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite")]
    public async Task A_process_whose_clock_has_reached_the_next_day_agrees(string backend)
    {
        var (one, other) = (Open(backend, Budget("5 day")), Open(backend, Budget("5 day")));
        await other.BeginAsync(_home.Entry() with { StartedAt = _home.Time.GetUtcNow().AddHours(13) });

        Assert.Empty((await one.BeginAsync(_home.Entry())).Warnings);
    }

    // A call within a lease asks nothing of the ledger.
    private async Task<IReadOnlyList<string>> AskUntilToldAsync(ILedger ledger)
    {
        for (var call = 0; call < 50; call++)
        {
            if ((await ledger.BeginAsync(_home.Entry(price: 0.01m * (call + 1)))).Warnings is { Count: > 0 } told)
            {
                return told;
            }
        }

        return [];
    }

    private ILedger Open(string backend, BudgetOptions budget)
    {
        var settings = new LedgerSettings
        {
            Writer = new LedgerWriterFacts("test", "1.0", null),
            Budgets = [budget],
            TimeProvider = _home.Time,
            Alert = static _ => Task.FromResult(AlertDelivery.Done),
        };
        var ledger = TestedLedger.Of(backend).Open(settings, System.IO.Path.GetDirectoryName(_home.FilePath)!);
        _opened.Add(ledger);
        return ledger.Booking;
    }

    /// <summary>A budget from its limit, its period and its time zone; UTC if none is given.</summary>
    private static BudgetOptions Budget(string text)
    {
        var parts = text.Split(' ');
        var hours = char.IsDigit(parts[1][0]) ? int.Parse(parts[1][..^1], System.Globalization.CultureInfo.InvariantCulture) : 0;
        return LedgerHome.Budget(decimal.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture)) with
        {
            Period = new BudgetPeriod
            {
                Kind = hours > 0 ? BudgetPeriodKind.RollingHours : Enum.Parse<BudgetPeriodKind>(parts[1], ignoreCase: true),
                Hours = hours,
                TimeZone = hours > 0 ? null : TimeZoneInfo.FindSystemTimeZoneById(parts.Length > 2 ? parts[2] : "UTC"),
            },
        };
    }
}
