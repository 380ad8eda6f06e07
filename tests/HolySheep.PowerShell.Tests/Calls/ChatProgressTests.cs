using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using HolySheep.PowerShell.Calls;
using HolySheep.PowerShell.Pumping;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.PowerShell.Tests.Calls;

public sealed class ChatProgressTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Nothing_is_shown_in_the_first_second_and_nothing_is_taken_away_then()
    {
        var progress = new ChatProgress(_clock);
        _clock.Advance(TimeSpan.FromSeconds(0.999));
        Assert.Null(progress.Next());
        Assert.Null(progress.Last());
    }

    [Fact]
    public void At_most_five_updates_a_second_are_shown()
    {
        var progress = new ChatProgress(_clock);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var shown = 0;
        for (var step = 0; step < 1000; step++)
        {
            shown += progress.Next() is null ? 0 : 1;
            _clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.Equal(50, shown);
    }

    [Fact]
    public async Task The_first_call_is_waited_for_in_seconds()
    {
        var progress = new ChatProgress(_clock);
        var writer = new PipelineWriter(Channel.CreateUnbounded<PipelineRecord>().Writer, CancellationToken.None);
        var answer = new TaskCompletionSource();
        var open = progress.Count((_, _) => answer.Task)(writer, CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(3.9));
        Assert.Equal("waiting for the answer, 3 s", progress.Next()!.StatusDescription);

        answer.SetResult();
        await open;
        Assert.Equal("1 answered, 0 failed", progress.Last()!.StatusDescription);
    }

    [Fact]
    public async Task Answers_failures_and_calls_under_way_are_counted()
    {
        var progress = new ChatProgress(_clock);
        var writer = new PipelineWriter(Channel.CreateUnbounded<PipelineRecord>().Writer, CancellationToken.None);
        await progress.Count((_, _) => Task.CompletedTask)(writer, CancellationToken.None);
        await Assert.ThrowsAsync<InvalidOperationException>(() => progress.Count((_, _) => throw new InvalidOperationException())(writer, CancellationToken.None));
        var open = progress.Count((_, _) => new TaskCompletionSource().Task)(writer, CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.False(open.IsCompleted);
        Assert.Equal("1 answered, 1 failed, 1 under way", progress.Next()!.StatusDescription);
        Assert.Equal("1 answered, 1 failed", progress.Last()!.StatusDescription);
    }
}
