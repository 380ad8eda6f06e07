using System;
using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.Spend.Budgets;

/// <summary>Posts alerts beside the calls that they come of: nobody's answer waits for a webhook.</summary>
/// <param name="post">Posts one.</param>
/// <param name="done">Told what became of it.</param>
internal sealed class AlertPosts(Func<BudgetAlert, Task<AlertDelivery>> post, Func<BudgetAlert, AlertDelivery, Task> done)
{
    private readonly object _gate = new();
    private int _underWay;

    /// <summary>Posts an alert; whoever is in a hurry need not wait for it.</summary>
    public async Task PostAsync(BudgetAlert alert)
    {
        lock (_gate)
        {
            _underWay++;
        }

        try
        {
            await done(alert, await post(alert).ConfigureAwait(false)).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _underWay--;
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Waits for the posts under way.</summary>
    /// <param name="atMost">The longest wait for each.</param>
    public void Finish(TimeSpan atMost)
    {
        lock (_gate)
        {
            while (_underWay > 0 && Monitor.Wait(_gate, atMost))
            {
            }
        }
    }
}
