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
}
