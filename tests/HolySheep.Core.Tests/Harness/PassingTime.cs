using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace HolySheep.Harness;

/// <summary>Lets the time of a fake clock pass until the code under test gives up waiting.</summary>
internal static class PassingTime
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.1);

    // Slow enough that an exchange on this machine, which takes real time, is over before a limit of minutes is.
    private static readonly TimeSpan RealStep = TimeSpan.FromMilliseconds(5);

    /// <summary>Lets time pass until something has happened, twenty times as fast as it does.</summary>
    public static async Task UntilAsync(FakeTimeProvider clock, Task happened)
    {
        while (!happened.IsCompleted)
        {
            clock.Advance(Step);
            await Task.WhenAny(happened, Task.Delay(RealStep));
        }
    }

    public static async Task UntilAsync(FakeTimeProvider clock, CancellationToken givenUp)
    {
        while (!givenUp.IsCancellationRequested)
        {
            // While another thread runs the clock's callbacks, Advance only moves the hands: go on once all that is due has been told.
            var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var timer = clock.CreateTimer(_ => told.TrySetResult(), null, Step, Timeout.InfiniteTimeSpan);
            clock.Advance(Step);
            await told.Task;
        }
    }
}
