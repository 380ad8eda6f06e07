using System;
using System.Runtime.ExceptionServices;
using System.Threading.Tasks;
using HolySheep.Gateway.Serving;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.Gateway.Tests.Serving;

public class SilentWaitTests
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_comes_in_the_moment_in_which_the_time_runs_out_is_not_lost(bool fails)
    {
        var (time, next) = (new FakeTimeProvider(), new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously));
        var failure = new InvalidOperationException("the answer broke off");
        var waiting = SilentWait.ForAsync(next.Task, Silence, time, () => throw new InvalidOperationException("a sign was given for what has come"));

        // Raised as the time-out is thrown, and before it is caught.
        AppDomain.CurrentDomain.FirstChanceException += Come;
        try
        {
            time.Advance(Silence);
            if (fails)
            {
                Assert.Same(failure, await Assert.ThrowsAsync<InvalidOperationException>(() => waiting));
            }
            else
            {
                Assert.True(await waiting);
            }
        }
        finally
        {
            AppDomain.CurrentDomain.FirstChanceException -= Come;
        }

        void Come(object? sender, FirstChanceExceptionEventArgs raised)
        {
            if (raised.Exception is TimeoutException)
            {
                _ = fails ? next.TrySetException(failure) : next.TrySetResult(true);
            }
        }
    }

    [Fact]
    public async Task A_time_out_of_what_is_waited_for_is_thrown_and_no_sign_is_given()
    {
        var own = new TimeoutException("the provider was silent");

        Assert.Same(own, await Assert.ThrowsAsync<TimeoutException>(() => SilentWait.ForAsync(Task.FromException<bool>(own), Silence, new FakeTimeProvider(), () => throw new InvalidOperationException("a sign"))));
    }

    [Fact]
    public async Task A_sign_is_given_each_time_that_nothing_came()
    {
        var (time, next, signs) = (new FakeTimeProvider(), new TaskCompletionSource<bool>(), 0);
        var waiting = SilentWait.ForAsync(next.Task, Silence, time, () =>
        {
            if (++signs == 3)
            {
                next.SetResult(true);
            }

            return Task.CompletedTask;
        });
        while (!waiting.IsCompleted)
        {
            time.Advance(Silence);
            await Task.Yield();
        }

        Assert.True(await waiting);
        Assert.Equal(3, signs);
    }
}
