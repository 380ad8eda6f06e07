using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Configuration;
using HolySheep.Configuration.Prices;
using HolySheep.Errors;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Ledger.Log;
using HolySheep.Spend.Pricing;
using HolySheep.Spend.Report;
using HolySheep.Spend.Usage.Anomalies;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Usage;

/// <summary>Answers questions about what was spent. A ledger that does not exist counts as empty.</summary>
/// <param name="file">The file; null if state is kept in memory.</param>
/// <param name="memory">The ledger in memory if there is no file; null before its first call.</param>
/// <param name="configuration">The budgets, and the prices for comparisons.</param>
/// <param name="catalog">The model catalog.</param>
/// <param name="timeProvider">The clock, and the time zone of the days.</param>
internal sealed class LedgerReader(LedgerFile? file, Database? memory, HolySheepConfiguration configuration, ModelCatalog catalog, TimeProvider timeProvider)
{
    private static readonly TimeSpan Usually = TimeSpan.FromDays(30);
    private static readonly TimeSpan Past = TimeSpan.FromDays(8 * 7);

    private TimeZoneInfo Zone => timeProvider.LocalTimeZone;

    public UsageReport Report(UsageQuery query)
    {
        var (from, to) = TimesOf(query);
        var price = query.CompareTo is { } model ? PriceOf(model) : null;
        return Read(session =>
        {
            var cells = UsageReader.Read(session, from, to, Zone, price);
            return new UsageReport { From = from, To = to, Rows = UsageFold.Rows(cells, query.GroupBy.ToList(), Zone, price is not null), Total = UsageFold.Sum(cells, price is not null) };
        }) ?? new UsageReport { From = from, To = to, Rows = [], Total = UsageFold.Sum([], price is not null) };
    }

    public IReadOnlyList<UsageAnomaly> FindAnomalies(UsageQuery query)
    {
        var (from, to) = TimesOf(query);
        var first = TimeZoneInfo.ConvertTime(from, Zone).Date;
        return Read(session => AnomalyFinder.Find(
            UsageReader.Read(session, from - Past, to, Zone), first, TimeZoneInfo.ConvertTime(to, Zone).DateTime, Zone)) ?? [];
    }

    public IReadOnlyList<BudgetStatus> Budgets() => Read(StatusOfBudgets) ?? StatusOfBudgets(null);

    /// <summary>Reads the data of a report at once.</summary>
    public SpendReport Survey(UsageQuery query)
    {
        var (from, to) = TimesOf(query);
        var price = query.CompareTo is { } model ? PriceOf(model) : null;
        var empty = new SpendReport { From = from, To = to, ReadAt = timeProvider.GetUtcNow(), Zone = Zone, CompareTo = query.CompareTo, Total = UsageFold.Sum([], price is not null) };
        return Read(session =>
        {
            var cells = UsageReader.Read(session, from, to, Zone, price);
            return empty with
            {
                Total = UsageFold.Sum(cells, price is not null),
                ByDay = UsageFold.Rows(cells, [UsageGroup.Day], Zone, price is not null),
                ByModel = UsageFold.Rows(cells, [UsageGroup.Model], Zone, price is not null),
                ByTag = UsageFold.Rows(cells, [UsageGroup.Tag], Zone, price is not null),
                ByJob = UsageFold.Rows(cells, [UsageGroup.Job], Zone, price is not null),
                Anomalies = AnomalyFinder.Find(
                    [.. UsageReader.Read(session, from - Past, from, Zone), .. cells],
                    TimeZoneInfo.ConvertTime(from, Zone).Date, TimeZoneInfo.ConvertTime(to, Zone).DateTime, Zone),
                Budgets = StatusOfBudgets(session),
            };
        }) ?? empty with { Budgets = StatusOfBudgets(null) };
    }

    /// <summary>The fault of the ledger, for people; null if none is known.</summary>
    public string? Check()
    {
        if (file is null)
        {
            return null;
        }

        try
        {
            return Read(LedgerCheck.Fault) is { } fault
                ? $"The ledger '{file.Path}' is damaged: {fault}. The figures may be wrong; restore a backup if you have one. If you move the file away, a new ledger starts at zero."
                : null;
        }
        catch (HolySheepException exception)
        {
            return exception.Message;
        }
    }

    public long Prune(TimeSpan? olderThan, long? maxBytes)
    {
        if (olderThan is null && maxBytes is null)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, "Neither an age nor a size is given.", "Write, for example: " + CommandHint.PruneUsage);
        }

        var now = timeProvider.GetUtcNow();
        return With(database =>
        {
            // Log lines that are not imported yet would become rows again.
            Enter(database, _ => 0);
            var gone = olderThan is { } age ? Prune(database, _ => now - age) : 0;
            for (long more = 1; more > 0 && maxBytes is { } bytes; gone += more)
            {
                // The size of an attempt is known only after some were deleted.
                more = Prune(database, session => LedgerPruning.TimeFor(session, bytes));
            }

            return gone;
        });
    }

    private static long Prune(Database database, Func<DatabaseSession, DateTimeOffset?> before)
    {
        var gone = database.Write(session => before(session) is { } time ? LedgerPruning.Before(session, time) : 0);
        if (gone > 0)
        {
            database.Read(session => session.Execute("VACUUM"));
        }

        return gone;
    }

    /// <summary>The status of the budgets; without a ledger nothing is spent.</summary>
    private IReadOnlyList<BudgetStatus> StatusOfBudgets(DatabaseSession? session)
    {
        var now = timeProvider.GetUtcNow();
        return configuration.Budgets.Select(budget =>
        {
            var window = BudgetWindow.Of(budget.Period, now, Zone);
            return new BudgetStatus { Budget = budget, Spent = UsdAmount.FromUnits(session is null ? 0 : BudgetSums.Read(session, new CountedBudget(budget, configuration.Names), window).Total), From = window.Start, To = window.End };
        }).ToList();
    }

    private (DateTimeOffset From, DateTimeOffset To) TimesOf(UsageQuery query)
    {
        var to = query.To ?? timeProvider.GetUtcNow();
        var from = query.From ?? to - Usually;
        return from < to
            ? (from, to)
            : throw new HolySheepException(ErrorCode.ArgumentInvalid, "The requested time range ends before it begins.", "Give a 'from' that is before 'to', or before now.");
    }

    private ModelPrice PriceOf(string model) => ModelPrices.Find(configuration, model)?.Price ?? throw new HolySheepException(
            ErrorCode.ArgumentInvalid,
            $"No price is known for '{model}', so nothing can be compared with it{NearestName.Suggest(model, catalog.Entries.Where(entry => entry.Price is not null).Select(entry => entry.Id))}.",
            "Set its price: " + CommandHint.SetPrice(model));

    /// <summary>Reads settled attempts; what ended processes left open is booked first.</summary>
    private T? Read<T>(Func<DatabaseSession, T> read) => With(database =>
    {
        var now = timeProvider.GetUtcNow();
        Enter(database, session => ProcessRows.Recover(session, now));
        return database.Read(session =>
        {
            // One snapshot of the file for everything that is read; it does not block other processes.
            session.Execute("BEGIN");
            try
            {
                return read(session);
            }
            finally
            {
                session.Execute("COMMIT");
            }
        });
    });

    private void Enter(Database database, Func<DatabaseSession, int> work) => LogFiles.Write(database, file?.Path ?? DatabaseConnection.Memory, ThrowDamaged, work);

    // Reported once: the rest of the ledger can be read the next time.
    private static void ThrowDamaged(string message) => throw new HolySheepException(ErrorCode.LedgerUnusable, message, "Repeat the command to see what is in the ledger.");

    /// <exception cref="HolySheepException">The ledger cannot be used.</exception>
    private T? With<T>(Func<Database, T> use)
    {
        if (file is not { Exists: true })
        {
            return file is null && memory is not null ? use(memory) : default;
        }

        try
        {
            using var database = file.Open(timeProvider, out var setAside);
            if (setAside is not null)
            {
                throw new HolySheepException(ErrorCode.LedgerUnusable, $"The ledger '{file.Path}' was damaged and is kept as '{setAside}': earlier spending is lost.",
                    "The next call creates a new ledger.");
            }

            return use(database);
        }
        catch (DatabaseException exception)
        {
            throw new HolySheepException(ErrorCode.LedgerUnusable, $"The ledger {exception.Message}.", "Check the rights and the free space of its folder.", exception);
        }
    }
}
