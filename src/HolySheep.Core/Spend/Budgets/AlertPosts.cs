using System;
using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.Spend.Budgets;

/// <summary>Posts alerts in the background, so that no answer waits for a webhook.</summary>
/// <param name="post">Posts one alert.</param>
/// <param name="done">Receives the result.</param>
internal sealed class AlertPosts(Func<BudgetAlert, Task<AlertDelivery>> post, Func<BudgetAlert, AlertDelivery, Task> done)
{
    private readonly object _gate = new();
    private int _underWay;

    /// <summary>Posts an alert; the caller may or may not wait for it.</summary>
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
    /// <param name="atMost">The maximum wait for each.</param>
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
