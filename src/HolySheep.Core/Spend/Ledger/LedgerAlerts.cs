using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Spend.Budgets;
using HolySheep.State.Sqlite.Engine;
using HolySheep.Time;

namespace HolySheep.Spend.Ledger;

/// <summary>Tells calls of the alerts that they set off, and posts them; an alert is final only once its post has arrived.</summary>
internal sealed class LedgerAlerts
{
    // As long as an answer is held back for its webhook, once a period; and as long as a post may take at all.
    private static readonly TimeSpan TimeOfPost = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LastPosts = TimeSpan.FromSeconds(9);
    private readonly GroupCommit _commits;
    private readonly OnceWarnings _warnings;
    private readonly TimeProvider _timeProvider;
    private readonly AlertPosts _posts;

    /// <param name="post">Posts an alert beside the call.</param>
    /// <param name="commits">Writes what became of it.</param>
    /// <param name="warnings">What calls are told.</param>
    /// <param name="timeProvider">The clock.</param>
    public LedgerAlerts(Func<BudgetAlert, Task<AlertDelivery>> post, GroupCommit commits, OnceWarnings warnings, TimeProvider timeProvider)
    {
        (_commits, _warnings, _timeProvider) = (commits, warnings, timeProvider);
        _posts = new AlertPosts(post, DoneAsync);
    }

    /// <summary>Posts alerts and tells of them; what goes wrong with a post at once is told too, a slow one is left to itself.</summary>
    public async Task<IReadOnlyList<string>> TellAsync(IReadOnlyList<BudgetAlert> alerts, CancellationToken caller)
    {
        var posting = Task.WhenAll(alerts.Select(_posts.PostAsync));
        await Task.WhenAny(posting, Pause.ForAsync(_timeProvider, TimeOfPost, caller)).ConfigureAwait(false);
        return [.. alerts.Where(alert => !alert.IsRepeated).Select(alert => alert.Message), .. _warnings.Take()];
    }

    /// <summary>Posts alerts whose caller has gone; the next call tells of them.</summary>
    public void TellLater(IReadOnlyList<BudgetAlert> alerts)
    {
        foreach (var alert in alerts)
        {
            if (!alert.IsRepeated)
            {
                _warnings.Add(alert.Message);
            }

            Post(alert);
        }
    }

    /// <summary>Posts an alert of which the caller is told already.</summary>
    public void Post(BudgetAlert alert) => _ = _posts.PostAsync(alert);

    /// <summary>Waits for the posts under way as long as they may take.</summary>
    public void Finish() => _posts.Finish(LastPosts);

    private async Task DoneAsync(BudgetAlert alert, AlertDelivery delivery)
    {
        if (delivery.Fault is { } fault)
        {
            _warnings.Add(fault);
        }

        if (alert.Marks.Count == 0 || alert.Budget.Webhook is null)
        {
            return;
        }

        try
        {
            await _commits.RunAsync(session =>
            {
                AlertMarks.Settle(session, alert.Marks, delivery, _timeProvider.GetUtcNow());
                return true;
            }).ConfigureAwait(false);
        }
        catch (DatabaseException)
        {
            // The mark stays as it was claimed: a later call posts the alert again, which is better than never.
        }
    }
}
