using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Configuration;
using HolySheep.Configuration.Prices;
using HolySheep.Errors;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Pricing;
using HolySheep.Spend.Report;
using HolySheep.Spend.Usage.Anomalies;
using HolySheep.State;

namespace HolySheep.Spend.Usage;

/// <summary>Answers questions about what was spent.</summary>
/// <param name="records">The ledger.</param>
/// <param name="configuration">The budgets, and the prices for comparisons.</param>
/// <param name="catalog">The model catalog.</param>
/// <param name="timeProvider">The clock, and the time zone of the days.</param>
internal sealed class LedgerReader(ILedgerRecords records, HolySheepConfiguration configuration, ModelCatalog catalog, TimeProvider timeProvider)
{
    private static readonly TimeSpan Usually = TimeSpan.FromDays(30);
    private static readonly TimeSpan Past = TimeSpan.FromDays(8 * 7);
    private static readonly TimeSpan MostAge = TimeSpan.FromDays(36_500);

    private TimeZoneInfo Zone => timeProvider.LocalTimeZone;

    public UsageReport Report(UsageQuery query)
    {
        var (from, to) = TimesOf(query);
        var price = query.CompareTo is { } model ? PriceOf(model) : null;
        var cells = Read(new LedgerQuestion { Ranges = [UsageRange.Of(from, to, Zone, price)] }).Usage[0];
        return new UsageReport { From = from, To = to, Rows = UsageFold.Rows(cells, query.GroupBy.ToList(), Zone, price is not null), Total = UsageFold.Sum(cells, price is not null) };
    }

    public IReadOnlyList<UsageAnomaly> FindAnomalies(UsageQuery query)
    {
        var (from, to) = TimesOf(query);
        return AnomaliesOf(Read(new LedgerQuestion { Ranges = [UsageRange.Of(from - Past, to, Zone)] }).Usage[0], from, to);
    }

    public IReadOnlyList<BudgetStatus> Budgets()
    {
        var budgets = CurrentBudgets();
        return StatusOf(budgets, Read(new LedgerQuestion { Budgets = budgets }));
    }

    /// <summary>Reads the data of a report at once.</summary>
    public SpendReport Survey(UsageQuery query)
    {
        var (from, to) = TimesOf(query);
        var price = query.CompareTo is { } model ? PriceOf(model) : null;
        var budgets = CurrentBudgets();
        var reading = Read(new LedgerQuestion { Ranges = [UsageRange.Of(from, to, Zone, price), UsageRange.Of(from - Past, from, Zone)], Budgets = budgets });
        var cells = reading.Usage[0];
        return new SpendReport
        {
            From = from,
            To = to,
            ReadAt = timeProvider.GetUtcNow(),
            Zone = Zone,
            CompareTo = query.CompareTo,
            Total = UsageFold.Sum(cells, price is not null),
            ByDay = UsageFold.Rows(cells, [UsageGroup.Day], Zone, price is not null),
            ByModel = UsageFold.Rows(cells, [UsageGroup.Model], Zone, price is not null),
            ByTag = UsageFold.Rows(cells, [UsageGroup.Tag], Zone, price is not null),
            ByJob = UsageFold.Rows(cells, [UsageGroup.Job], Zone, price is not null),
            ByMachine = UsageFold.Rows(cells, [UsageGroup.Machine], Zone, price is not null),
            Anomalies = AnomaliesOf([.. reading.Usage[1], .. cells], from, to),
            Budgets = StatusOf(budgets, reading),
        };
    }

    /// <summary>The fault of the ledger, for people; null if none is known.</summary>
    public string? Check() => StoreWait.For(records.CheckAsync());

    public long Prune(TimeSpan? olderThan, long? maxBytes) => olderThan is null && maxBytes is null
        ? throw new HolySheepException(ErrorCode.ArgumentInvalid, "Neither an age nor a size is given.", "Write, for example: " + CommandHint.PruneUsage)
        : olderThan < TimeSpan.Zero || olderThan > MostAge ? throw new HolySheepException(ErrorCode.ArgumentInvalid, $"Attempts older than {olderThan:c} cannot be deleted: the age is 0 to {MostAge.TotalDays} days.", "Write, for example: " + CommandHint.PruneUsage)
        : StoreWait.For(records.PruneAsync(timeProvider.GetUtcNow() - olderThan, maxBytes));

    private List<(CountedBudget Budget, BudgetWindow Window)> CurrentBudgets()
    {
        var now = timeProvider.GetUtcNow();
        return [.. configuration.BudgetsInForce.Select(budget => (new CountedBudget(budget, configuration.Names), BudgetWindow.Of(budget.Period, now, Zone)))];
    }

    private static List<BudgetStatus> StatusOf(List<(CountedBudget Budget, BudgetWindow Window)> budgets, LedgerReading reading) => [.. budgets.Select((asked, place) => new BudgetStatus
    {
        Budget = asked.Budget.Options,
        Spent = UsdAmount.FromUnits(reading.Budgets[place].Total),
        Leased = UsdAmount.FromUnits(reading.Leased[place]),
        From = asked.Window.Start,
        To = asked.Window.End,
    })];

    private IReadOnlyList<UsageAnomaly> AnomaliesOf(IReadOnlyList<UsageCell> cells, DateTimeOffset from, DateTimeOffset to) =>
        AnomalyFinder.Find(cells, TimeZoneInfo.ConvertTime(from, Zone).Date, TimeZoneInfo.ConvertTime(to, Zone).DateTime, Zone);

    private (DateTimeOffset From, DateTimeOffset To) TimesOf(UsageQuery query)
    {
        var to = query.To ?? timeProvider.GetUtcNow();
        var from = query.From ?? to - Usually;
        return from < to
            ? (from, to)
            : throw new HolySheepException(ErrorCode.ArgumentInvalid, "The requested time range ends before it begins.", "Give a 'from' that is before 'to', or before now.");
    }

    private ModelPrice PriceOf(string model) => ModelPrices.Find(configuration, model)?.On(timeProvider.GetUtcNow())?.Price ?? throw new HolySheepException(
            ErrorCode.ArgumentInvalid,
            $"No price is known for '{model}', so nothing can be compared with it{NearestName.Suggest(model, catalog.Entries.Where(entry => entry.Price is not null).Select(entry => entry.Id))}.",
            "Set its price: " + CommandHint.SetPrice(model));

    private LedgerReading Read(LedgerQuestion question) => StoreWait.For(records.ReadAsync(question));
}
