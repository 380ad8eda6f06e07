using System;
using System.Net.Http;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Calls;

/// <summary>The row Silent of the table: the clock is the test's, the silence is real.</summary>
public sealed class SilentTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(20);
    private readonly WatchedClock _clock = new();

    [Theory]
    [InlineData(CallMode.StreamedWire, false), InlineData(CallMode.StreamedWire, true), InlineData(CallMode.VisibleStream, false), InlineData(CallMode.VisibleStream, true)]
    public async Task A_stream_without_a_first_token_falls_over_at_its_limit_and_is_not_tried_twice(CallMode mode, bool headers)
    {
        await using var stage = Stage.Chain(_clock);
        stage.One.OnAny().Answer(headers ? Reply.SilentAfterHeaders() : Reply.Silent());
        var asking = stage.AskAsync(mode);
        await stage.One.WaitForCallAsync();
        _clock.Advance(TimeSpan.FromSeconds(10.1));
        Assert.Equal([OutcomeKind.Silent, OutcomeKind.Answered], (await asking).Kinds);
        Assert.Equal(1, stage.One.CallCount);
    }

    [Theory, Modes]
    public async Task Silence_falls_over_at_the_attempts_limit_and_is_not_tried_twice(CallMode mode)
    {
        await using var stage = Stage.Chain(_clock);
        stage.One.OnAny().Answer(Reply.Silent());
        var asking = stage.AskAsync(mode, new ChatLimits { FirstToken = Hour });
        await stage.One.WaitForCallAsync();
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal([OutcomeKind.Silent, OutcomeKind.Answered], (await asking).Kinds);
        Assert.Equal(1, stage.One.CallCount);
    }

    [Theory, Modes]
    public async Task Silence_at_the_last_target_ends_with_the_calls_time(CallMode mode)
    {
        await using var stage = Stage.Alone(_clock);
        stage.One.OnAny().Answer(Reply.Silent());
        var asking = stage.AskAsync(mode, new ChatLimits { Timeout = TimeSpan.FromSeconds(90), AttemptTimeout = TimeSpan.FromSeconds(1), FirstToken = TimeSpan.FromSeconds(1) });
        await stage.One.WaitForCallAsync();
        _clock.Advance(TimeSpan.FromSeconds(89));
        Assert.False(asking.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ErrorCode.CallTimeout, (await asking).Failure.Code);
        Assert.Equal([OutcomeKind.Silent], (await asking).Kinds);
        Assert.Equal(1, stage.One.CallCount);
    }

    [Theory]
    [InlineData(CallMode.Plain), InlineData(CallMode.StreamedWire)]
    public async Task A_stall_before_the_first_shown_text_falls_over_and_is_not_tried_twice(CallMode mode)
    {
        await using var stage = Stage.Chain(_clock);
        stage.One.OnAny().Answer(Reply.Words(80).StallAfter(40));
        var gate = new Gate();
        stage.Two.OnAny().Answer(Reply.Echo.Hold(gate));

        // no limit but the stall's 20 s can pass within this call
        var asking = stage.AskAsync(mode, new ChatLimits { FirstToken = Hour, AttemptTimeout = Hour, Timeout = 3 * Hour });
        var left = stage.Two.WaitForCallAsync();
        for (var times = 1; await Task.WhenAny(left, _clock.SetAsync(Stall, times)) != left; times++)
        {
            _clock.Advance(Stall);
        }

        gate.Open();
        var asked = await asking;
        Assert.Equal([OutcomeKind.Silent, OutcomeKind.Answered], asked.Kinds);
        Assert.Equal("answer from two to How high is the tower?", asked.Result.Content);
        Assert.Equal(1, stage.One.CallCount);
    }

    [Fact]
    public async Task A_stall_after_text_was_shown_is_an_error_with_that_text()
    {
        await using var stage = Stage.Chain(_clock);
        stage.One.OnAny().Answer(Reply.Words(80).StallAfter(40));
        var seen = 0;
        var asked = await Caller.AskAsync(stage.Client, Stage.Question(), CallMode.VisibleStream, _ => _clock.Advance(TimeSpan.FromSeconds(++seen == 40 ? 20 : 0)));
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
        stage.One.OnAny().Answer(Reply.Echo.Pings(TimeSpan.FromMilliseconds(50), 1200));
        var asked = await stage.AskAsync(mode, new ChatLimits { FirstToken = TimeSpan.FromSeconds(0.4) });
        Assert.Equal([OutcomeKind.Silent, OutcomeKind.Answered], asked.Kinds);
    }

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task Pings_before_the_first_token_are_life_beyond_the_stall_limit(CallMode mode)
    {
        await using var stage = Stage.Chain(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.Text("late").Pings(TimeSpan.FromMilliseconds(100), 20));
        var asked = await stage.AskAsync(mode, new ChatLimits { Stall = TimeSpan.FromSeconds(1.5), FirstToken = TimeSpan.FromSeconds(60) });
        Assert.Equal(("late", 1), (asked.Result.Content, asked.Result.AttemptCount));
    }

    [Theory]
    [InlineData(CallMode.StreamedWire, OutcomeKind.Silent), InlineData(CallMode.VisibleStream, OutcomeKind.Cut)]
    public async Task Pings_after_the_first_token_do_not_count_as_life(CallMode mode, OutcomeKind kind)
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.Words(9).Pings(TimeSpan.FromMilliseconds(50), 1200, afterTokens: 3));
        var asked = await stage.AskAsync(mode, new ChatLimits { Stall = TimeSpan.FromSeconds(1.5) });
        Assert.Equal(kind, asked.Failure.Kind);
        Assert.Equal("word1 word2 word3", asked.Failure.PartialContent);
    }

    [Theory]
    [InlineData(CallMode.StreamedWire, OutcomeKind.Silent, ": ping\n\n"), InlineData(CallMode.VisibleStream, OutcomeKind.Cut, ": ping\n\n")]
    [InlineData(CallMode.StreamedWire, OutcomeKind.Silent, "data: {\"choices\":[{\"delta\":{}}]}\n\n"), InlineData(CallMode.VisibleStream, OutcomeKind.Cut, "data: {\"choices\":[{\"delta\":{\"content\":\"\"}}]}\n\n")]
    public async Task After_the_first_token_only_text_counts_as_a_sign_of_life(CallMode mode, OutcomeKind kind, string filler)
    {
        var asked = await ChatterAsync(mode, "data: {\"choices\":[{\"delta\":{\"content\":\"so far\"}}]}\n\n", filler, 25);
        Assert.Equal((kind, "so far"), (asked.Failure.Kind, asked.Failure.PartialContent));
    }

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task Before_the_first_token_no_stall_runs_at_the_last_target(CallMode mode) =>
        Assert.Equal("at last", (await ChatterAsync(mode, "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}\n\n", ": ping\n\n", 25)).Result.Content);

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task Text_that_keeps_coming_is_life_however_long_it_takes(CallMode mode) =>
        Assert.EndsWith("x at last", (await ChatterAsync(mode, ": ping\n\n", "data: {\"choices\":[{\"delta\":{\"content\":\"x \"}}]}\n\n", 200)).Result.Content);

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task A_response_that_is_late_but_within_its_limit_is_waited_for(CallMode mode)
    {
        await using var stage = Stage.Chain(_clock);
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Text("late").Hold(gate));
        var asking = stage.AskAsync(mode);
        await stage.One.WaitForCallAsync();
        _clock.Advance(TimeSpan.FromSeconds(9.9));
        gate.Open();
        var asked = await asking;
        Assert.Equal(("late", 0), (asked.Result.Content, stage.Two.CallCount));
        Assert.Equal(TimeSpan.FromSeconds(9.9), asked.Result.TimeToFirstToken);
    }

    [Theory]
    [InlineData(CallMode.StreamedWire, "\n"), InlineData(CallMode.VisibleStream, " \r\n")]
    public async Task Blanks_before_a_whole_body_do_not_stretch_the_limit_of_the_first_token(CallMode mode, string filler)
    {
        const string Whole = "{\"choices\":[{\"message\":{\"content\":\"fine\"},\"finish_reason\":\"stop\"}]}";
        using var client = new HolySheepClient(new HolySheepClientOptions
        {
            Configuration = Planning.Layout.Of(chains: new() { ["m"] = ["b/other"] }),
            TimeProvider = _clock,
            Handler = new FakeNetwork((request, _) => Task.FromResult(request.RequestUri!.Host != "a.invalid" ? FakeNetwork.Json(Whole) : new HttpResponseMessage
            {
                Content = new StreamContent(new ChatteringBody(filler, filler, 25, Whole, _clock)) { Headers = { { "Content-Type", "application/json" } } },
            })),
        });
        Assert.Equal([OutcomeKind.Silent, OutcomeKind.Answered], (await Caller.AskAsync(client, Stage.Question(), mode)).Kinds);
    }

    /// <summary>One target that begins, says the filler once a second, and then answers.</summary>
    private async Task<Asked> ChatterAsync(CallMode mode, string start, string filler, int times)
    {
        const string End = "data: {\"choices\":[{\"delta\":{\"content\":\"at last\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
        using var client = new HolySheepClient(new HolySheepClientOptions
        {
            Configuration = Planning.Layout.Of(),
            TimeProvider = _clock,
            Handler = new FakeNetwork((_, _) => Task.FromResult(new HttpResponseMessage
            {
                Content = new StreamContent(new ChatteringBody(start, filler, times, End, _clock)) { Headers = { { "Content-Type", "text/event-stream" } } },
            })),
        });
        return await Caller.AskAsync(client, Stage.Question() with { Limits = new ChatLimits { MaxRetries = 0 } }, mode);
    }
}
