using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Spend.Budgets;
using HolySheep.Time;

namespace HolySheep.Spend.Ledger.Alerts;

/// <summary>Reports alerts to the calls that cause them, and posts them; an alert is final only once its post was delivered.</summary>
internal sealed class LedgerAlerts
{
    // How long an answer is held back for its webhook, once per period; and how long a post may take in total.
    private static readonly TimeSpan TimeOfPost = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LastPosts = TimeSpan.FromSeconds(9);
    private static readonly Task<IReadOnlyList<string>> Nothing = Task.FromResult<IReadOnlyList<string>>([]);
    private readonly Func<BudgetAlert, AlertDelivery, DateTimeOffset, Task> _record;
    private readonly OnceWarnings _warnings;
    private readonly TimeProvider _timeProvider;
    private readonly AlertPosts _posts;

    /// <param name="post">Posts an alert in the background.</param>
    /// <param name="record">Writes the result of a post. If it cannot, the alert stays claimed, so that a later call posts it again.</param>
    /// <param name="warnings">Receives warnings for calls.</param>
    /// <param name="timeProvider">The clock.</param>
    public LedgerAlerts(Func<BudgetAlert, Task<AlertDelivery>> post, Func<BudgetAlert, AlertDelivery, DateTimeOffset, Task> record, OnceWarnings warnings, TimeProvider timeProvider)
    {
        (_record, _warnings, _timeProvider) = (record, warnings, timeProvider);
        _posts = new AlertPosts(post, DoneAsync);
    }

    /// <summary>Posts alerts and reports them. A post that fails quickly is reported too; a slow one continues in the background.</summary>
    /// <param name="alerts">The alerts that are due; often none.</param>
    /// <param name="wait">How long the caller waits; null means without limit.</param>
    public Task<IReadOnlyList<string>> TellAsync(IReadOnlyList<BudgetAlert> alerts, LedgerWait? wait) =>
        alerts.Count == 0 ? Nothing : TellAsync(alerts, wait?.Caller ?? CancellationToken.None);

    private async Task<IReadOnlyList<string>> TellAsync(IReadOnlyList<BudgetAlert> alerts, CancellationToken caller)
    {
        var posting = Task.WhenAll(alerts.Select(_posts.PostAsync));
        await Task.WhenAny(posting, Pause.ForAsync(_timeProvider, TimeOfPost, caller)).ConfigureAwait(false);
        return [.. _warnings.Report([.. alerts.Select(MessageOf)]), .. _warnings.Take()];
    }

    /// <summary>Posts alerts whose caller has gone; the next call reports them.</summary>
    public void TellLater(IReadOnlyList<BudgetAlert> alerts)
    {
        foreach (var alert in alerts)
        {
            _warnings.Add(MessageOf(alert));
            Post(alert);
        }
    }

    /// <summary>Posts an alert that the caller already knows.</summary>
    public void Post(BudgetAlert alert) => _ = _posts.PostAsync(alert);

    /// <summary>Waits for the posts under way, for as long as they may take.</summary>
    public void Finish() => _posts.Finish(LastPosts);

    // The process that could not deliver a post may have ended before it knew, so whoever repeats the post says so.
    private static string MessageOf(BudgetAlert alert) => alert.IsRepeated
        ? $"An earlier post of the alert of the budget '{alert.Budget.Name}' was not delivered to {alert.Budget.Webhook?.Host}; it is posted again now."
        : alert.Message;

    private async Task DoneAsync(BudgetAlert alert, AlertDelivery delivery)
    {
        if (delivery.Fault is { } fault)
        {
            _warnings.Add(fault);
        }

        if (alert.Marks.Count > 0 && alert.Budget.Webhook is not null)
        {
            await _record(alert, delivery, _timeProvider.GetUtcNow()).ConfigureAwait(false);
        }
    }
}
