using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Spend.Budgets;
using HolySheep.Transport;

namespace HolySheep.Spend.Ledger;

/// <summary>Tells calls of the alerts that they set off, and posts them.</summary>
/// <param name="post">Posts an alert, once for each, beside the call; gives what went wrong.</param>
/// <param name="warnings">What calls are told.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class LedgerAlerts(Func<BudgetAlert, Task<string?>> post, OnceWarnings warnings, TimeProvider timeProvider)
{
    // As long as an answer is held back for its webhook, once a period; and as long as a post may take at all.
    private static readonly TimeSpan TimeOfPost = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LastPosts = TimeSpan.FromSeconds(6);
    private readonly AlertPosts _posts = new(post, warnings.Add);

    /// <summary>Posts alerts and tells of them; what goes wrong with a post at once is told too, a slow one is left to itself.</summary>
    public async Task<IReadOnlyList<string>> TellAsync(IReadOnlyList<BudgetAlert> alerts, CancellationToken caller)
    {
        var posting = Task.WhenAll(alerts.Select(_posts.PostAsync));
        await Task.WhenAny(posting, Pause.ForAsync(timeProvider, TimeOfPost, caller)).ConfigureAwait(false);
        return [.. alerts.Select(alert => alert.Message), .. warnings.Take()];
    }

    /// <summary>Posts alerts whose caller has gone; the next call tells of them.</summary>
    public void TellLater(IReadOnlyList<BudgetAlert> alerts)
    {
        foreach (var alert in alerts)
        {
            warnings.Add(alert.Message);
            _ = _posts.PostAsync(alert);
        }
    }

    /// <summary>Waits for the posts under way as long as they may take.</summary>
    public void Finish() => _posts.Finish(LastPosts);
}
