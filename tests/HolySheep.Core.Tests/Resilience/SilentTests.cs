using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Resilience;

/// <summary>The row Silent of the table, with real limits on real sockets.</summary>
public sealed class SilentTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(0.4);
    private static readonly TimeSpan AlmostLimit = TimeSpan.FromSeconds(0.35);
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(15);

    [Theory]
    [InlineData(CallMode.StreamedWire, false), InlineData(CallMode.StreamedWire, true), InlineData(CallMode.VisibleStream, false), InlineData(CallMode.VisibleStream, true)]
    public async Task A_stream_without_a_first_token_falls_over_within_its_limit_and_is_not_tried_twice(CallMode mode, bool headers)
    {
        await using var stage = Stage.Chain(TimeProvider.System);
        stage.One.OnAny().Answer(headers ? Reply.SilentAfterHeaders() : Reply.Silent());
        var clock = Stopwatch.StartNew();
        var asked = await stage.AskAsync(mode, new ChatLimits { FirstToken = Limit });
        Assert.InRange(clock.Elapsed, AlmostLimit, Generous);
        Assert.Equal([OutcomeKind.Silent, OutcomeKind.Answered], asked.Kinds);
        Assert.Equal((1, "two"), (stage.One.CallCount, asked.Result.Provider));
    }

    [Theory, Modes]
    public async Task Silence_falls_over_within_the_attempts_limit_and_is_not_tried_twice(CallMode mode)
    {
        await using var stage = Stage.Chain(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.Silent());
        var clock = Stopwatch.StartNew();
        var asked = await stage.AskAsync(mode, new ChatLimits { AttemptTimeout = Limit });
        Assert.InRange(clock.Elapsed, AlmostLimit, Generous);
        Assert.Equal([OutcomeKind.Silent, OutcomeKind.Answered], asked.Kinds);
        Assert.Equal(1, stage.One.CallCount);
    }

    [Theory, Modes]
    public async Task Silence_at_the_last_target_ends_with_the_calls_time(CallMode mode)
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.Silent());
        var clock = Stopwatch.StartNew();
        var asked = await stage.AskAsync(mode, new ChatLimits { Timeout = Limit, AttemptTimeout = TimeSpan.FromMilliseconds(1), FirstToken = TimeSpan.FromMilliseconds(1) });
        Assert.InRange(clock.Elapsed, AlmostLimit, Generous);
        Assert.Equal(ErrorCode.CallTimeout, asked.Failure.Code);
        Assert.Equal([OutcomeKind.Silent], asked.Kinds);
        Assert.Equal(1, stage.One.CallCount);
    }

    [Theory]
    [InlineData(CallMode.Plain), InlineData(CallMode.StreamedWire)]
    public async Task A_stall_that_nobody_saw_falls_over_and_is_not_tried_twice(CallMode mode)
    {
        await using var stage = Stage.Chain(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.Words(80).StallAfter(40));
        var clock = Stopwatch.StartNew();
        var asked = await stage.AskAsync(mode, new ChatLimits { Stall = Limit });
        Assert.InRange(clock.Elapsed, AlmostLimit, Generous);
        Assert.Equal([OutcomeKind.Silent, OutcomeKind.Answered], asked.Kinds);
        Assert.Equal("answer from two to How high is the tower?", asked.Result.Content);
        Assert.Equal(1, stage.One.CallCount);
    }

    [Fact]
    public async Task A_stall_after_text_was_shown_is_an_error_with_that_text()
    {
        await using var stage = Stage.Chain(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.Words(80).StallAfter(40));
        var asked = await stage.AskAsync(CallMode.VisibleStream, new ChatLimits { Stall = Limit });
        Assert.Equal((ErrorCode.AnswerCut, OutcomeKind.Cut), (asked.Failure.Code, asked.Failure.Kind));
        Assert.Equal(40, asked.Failure.PartialContent!.Split(' ').Length);
        Assert.Equal(asked.Failure.PartialContent, asked.Shown);
        Assert.Equal(0, stage.Two.CallCount);
    }

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task Pings_do_not_stretch_the_limit_of_the_first_token(CallMode mode)
    {
        await using var stage = Stage.Chain(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.Echo.Pings(TimeSpan.FromMilliseconds(50), 400));
        var asked = await stage.AskAsync(mode, new ChatLimits { FirstToken = Limit });
        Assert.Equal([OutcomeKind.Silent, OutcomeKind.Answered], asked.Kinds);
    }

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task Pings_before_the_first_token_are_life_beyond_the_stall_limit(CallMode mode)
    {
        await using var stage = Stage.Chain(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.Text("late").Pings(TimeSpan.FromMilliseconds(100), 12));
        var asked = await stage.AskAsync(mode, new ChatLimits { Stall = Limit });
        Assert.Equal(("late", 1), (asked.Result.Content, asked.Result.AttemptCount));
    }

    [Theory]
    [InlineData(CallMode.StreamedWire, OutcomeKind.Silent), InlineData(CallMode.VisibleStream, OutcomeKind.Cut)]
    public async Task Pings_after_the_first_token_are_no_life(CallMode mode, OutcomeKind kind)
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.Words(9).Pings(TimeSpan.FromMilliseconds(50), 400, afterTokens: 3));
        var asked = await stage.AskAsync(mode, new ChatLimits { Stall = Limit });
        Assert.Equal(kind, asked.Failure.Kind);
        Assert.Equal("word1 word2 word3", asked.Failure.PartialContent);
    }

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task A_response_that_is_late_but_within_its_limit_is_waited_for(CallMode mode)
    {
        await using var stage = Stage.Chain(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.Text("late").Delay(TimeSpan.FromSeconds(0.3)));
        var asked = await stage.AskAsync(mode, new ChatLimits { FirstToken = TimeSpan.FromSeconds(20) });
        Assert.Equal(("late", 0), (asked.Result.Content, stage.Two.CallCount));
        Assert.True(asked.Result.TimeToFirstToken >= TimeSpan.FromSeconds(0.25));
    }

    [Theory]
    [InlineData(CallMode.Plain), InlineData(CallMode.StreamedWire)]
    public async Task What_was_generated_before_the_attempts_limit_is_booked_with_the_prompt(CallMode mode)
    {
        await using var stage = Stage.Chain(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.Words(80).StallAfter(40));
        var asked = await stage.AskAsync(mode, new ChatLimits { AttemptTimeout = TimeSpan.FromSeconds(1) });
        var prompt = 6m * 1m / 1_000_000m;
        var silent = asked.Attempts.First();
        Assert.Equal(OutcomeKind.Silent, silent.Kind);
        Assert.Equal(mode == CallMode.Plain, silent.Cost == prompt);
        Assert.True(silent.Cost >= prompt);
    }
}
