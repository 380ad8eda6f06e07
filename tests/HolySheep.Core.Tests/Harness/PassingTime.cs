using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace HolySheep.Harness;

/// <summary>Lets the time of a fake clock pass until somebody gives up waiting.</summary>
internal static class PassingTime
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.1);

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
