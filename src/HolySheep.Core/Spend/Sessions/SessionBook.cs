using System;
using System.Collections.Concurrent;
using System.Threading.Tasks;
using HolySheep.Chat.Sessions;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Pricing;

namespace HolySheep.Spend.Sessions;

/// <summary>The accounts of sessions; one that is not known yet begins with what the ledger holds of it.</summary>
internal sealed class SessionBook(ILedgerRecords records, TimeProvider timeProvider)
{
    private const int Most = 10_000;

    // What a session of an earlier process, or one that was forgotten, has spent.
    private const int HoursBack = 24 * 30;
    private static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Lazy<Task<SessionAccount>>> _accounts = new(StringComparer.Ordinal);

    /// <summary>The account of a session.</summary>
    public async ValueTask<SessionAccount> OfAsync(string id)
    {
        if (!_accounts.ContainsKey(id) && _accounts.Count >= Most)
        {
            await ForgetAsync().ConfigureAwait(false);
        }

        var account = await _accounts.GetOrAdd(id, key => new Lazy<Task<SessionAccount>>(() => OpenAsync(key))).Value.ConfigureAwait(false);
        account.UsedAt = timeProvider.GetUtcNow();
        return account;
    }

    private async Task<SessionAccount> OpenAsync(string id)
    {
        var period = new BudgetPeriod { Kind = BudgetPeriodKind.RollingHours, Hours = HoursBack };
        var budget = new BudgetOptions { Name = id, Limit = 0, Period = period, Scope = new BudgetScope(BudgetScopeKind.Tag, $"{CallSession.Tag}={id}") };
        try
        {
            var reading = await records.ReadAsync(new LedgerQuestion
            {
                Budgets = [(new CountedBudget(budget, null), BudgetWindow.Of(period, timeProvider.GetUtcNow(), TimeZoneInfo.Utc))],
            }).ConfigureAwait(false);
            return new SessionAccount(UsdAmount.FromUnits(reading.Budgets[0].Total));
        }
        catch (HolySheepException)
        {
            // A ledger that cannot be read books nothing either, and says so.
            return new SessionAccount(0);
        }
    }

    private async ValueTask ForgetAsync()
    {
        var before = timeProvider.GetUtcNow() - Idle;
        foreach (var pair in _accounts)
        {
            if (pair.Value is { IsValueCreated: true, Value.IsCompleted: true } && await pair.Value.Value.ConfigureAwait(false) is { IsBusy: false } account && account.UsedAt < before)
            {
                _accounts.TryRemove(pair.Key, out _);
            }
        }
    }
}
