using System;
using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.Time;

/// <summary>Waits on the injected clock, with one API for every framework.</summary>
internal static class Pause
{
    public static Task ForAsync(TimeProvider timeProvider, TimeSpan time, CancellationToken cancellationToken) =>
#if NET8_0_OR_GREATER
        Task.Delay(time, timeProvider, cancellationToken);
#else
        timeProvider.Delay(time, cancellationToken);
#endif

    /// <summary>Waits; false if the wait was cancelled.</summary>
    public static async Task<bool> TryForAsync(TimeProvider timeProvider, TimeSpan time, CancellationToken cancellationToken)
    {
        try
        {
            await ForAsync(timeProvider, time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
