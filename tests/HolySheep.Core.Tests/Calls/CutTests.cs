using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Calls;

/// <summary>The row Cut of the table and what was shown decides, on the wire.</summary>
public sealed class CutTests
{
    private static readonly string FortyWords = string.Join(' ', Enumerable.Range(1, 40).Select(number => $"word{number}"));

    [Theory]
    [InlineData(CutKind.Closed), InlineData(CutKind.Ended)]
    public async Task A_stream_cut_after_40_tokens_starts_over_where_the_caller_has_seen_nothing(CutKind how)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Words(80).CutAfter(40, how));
        var asked = await stage.AskAsync(CallMode.StreamedWire);
        Assert.Equal("answer from two to How high is the tower?", asked.Result.Content);
        Assert.Equal([OutcomeKind.Cut, OutcomeKind.Cut, OutcomeKind.Answered], asked.Kinds);
        Assert.Equal([0.125], stage.Waits);
    }

    [Theory]
    [InlineData(CutKind.Closed), InlineData(CutKind.Ended)]
    public async Task A_stream_cut_after_40_tokens_that_were_shown_is_an_error_that_carries_them_and_never_a_success(CutKind how)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Words(80).CutAfter(40, how));
        var asked = await stage.AskAsync(CallMode.VisibleStream);
        Assert.Equal((ErrorCode.AnswerCut, OutcomeKind.Cut), (asked.Failure.Code, asked.Failure.Kind));
        Assert.Equal(FortyWords, asked.Failure.PartialContent);
        Assert.Equal(FortyWords, asked.Shown);
        Assert.Equal((1, 0), (stage.One.CallCount, stage.Two.CallCount));
        Assert.DoesNotContain(asked.Updates, update => update.Kind == ChatUpdateKind.Completed);
    }

    [Fact]
    public async Task A_reset_that_swallows_some_of_the_text_is_still_a_cut()
    {
        await using var stage = Stage.Chain();
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Words(80).HoldAfter(40, gate).CutAfter(50, CutKind.Reset));
        var words = 0;
        var asked = await Caller.AskAsync(stage.Client, Stage.Question(), CallMode.VisibleStream, _ =>
        {
            if (++words == 40)
            {
                gate.Open();
            }
        });
        Assert.Equal((OutcomeKind.Cut, asked.Shown), (asked.Failure.Kind, asked.Failure.PartialContent));
        Assert.StartsWith(FortyWords, asked.Shown);
    }

    [Theory]
    [InlineData(CutKind.Closed), InlineData(CutKind.Ended)]
    public async Task A_plain_body_that_breaks_off_starts_over(CutKind how)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Words(80).CutAfter(40, how));
        var asked = await stage.AskAsync(CallMode.Plain);
        Assert.Equal("two", asked.Result.Provider);
        Assert.Equal(how == CutKind.Closed ? OutcomeKind.Transient : OutcomeKind.Malformed, asked.Kinds.First());
        Assert.Equal(2, stage.One.CallCount);
    }

    [Theory, InlineData(CallMode.Plain), InlineData(CallMode.StreamedWire)]
    public async Task Where_every_target_cuts_the_caller_gets_what_came_last_and_an_error(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Words(80).CutAfter(40));
        var asked = await stage.AskAsync(mode);
        Assert.Equal(3, stage.One.CallCount);
        Assert.Equal(mode == CallMode.StreamedWire ? FortyWords : null, asked.Failure.PartialContent);
        Assert.Equal(mode == CallMode.StreamedWire ? ErrorCode.AnswerCut : ErrorCode.ProviderFailure, asked.Failure.Code);
    }

    [Fact]
    public async Task With_OnCut_Restart_the_caller_is_shown_that_it_starts_again_and_gets_only_the_whole_second_answer()
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Words(80).CutAfter(40), Reply.Text("the whole second answer"));
        var asked = await stage.AskAsync(CallMode.VisibleStream, Stage.Question() with { OnCut = CutAction.Restart });
        Assert.Equal("the whole second answer", asked.Result.Content);
        Assert.Equal([OutcomeKind.Cut, OutcomeKind.Answered], asked.Kinds);
        var restart = asked.Updates.ToList().FindIndex(update => update.Kind == ChatUpdateKind.Restarted);
        Assert.Equal(40, restart);
        Assert.Equal("the whole second answer", string.Concat(asked.Updates.Skip(restart).Select(update => update.Text)));
    }

    [Fact]
    public async Task With_OnCut_Restart_another_target_may_give_the_second_answer()
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Words(80).CutAfter(40));
        var asked = await stage.AskAsync(CallMode.VisibleStream, Stage.Question() with { OnCut = CutAction.Restart });
        Assert.Equal("answer from two to How high is the tower?", asked.Result.Content);
        Assert.Equal([OutcomeKind.Cut, OutcomeKind.Cut, OutcomeKind.Answered], asked.Kinds);
        Assert.Equal(2, asked.Updates.Count(update => update.Kind == ChatUpdateKind.Restarted));
        Assert.Equal([0.125], stage.Waits);
    }

    [Fact]
    public async Task With_OnCut_Restart_the_budget_still_holds()
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Words(80).CutAfter(40));
        stage.Two.OnAny().Answer(Reply.Words(80).CutAfter(20));
        var request = Stage.Question() with { OnCut = CutAction.Restart, Limits = new ChatLimits { MaxAttempts = 4 } };
        var asked = await stage.AskAsync(CallMode.VisibleStream, request);
        Assert.Equal((ErrorCode.AnswerCut, 4), (asked.Failure.Code, asked.Attempts.Count));
        Assert.Equal(20, asked.Failure.PartialContent!.Split(' ').Length);
    }

    [Theory]
    [InlineData("role only"), InlineData("error event"), InlineData("ping")]
    public async Task Nothing_is_committed_before_the_first_text(string start)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(start switch
        {
            "role only" => Reply.Words(9).CutAfter(0),
            "error event" => Reply.Words(9).ErrorEvent("overloaded_error", "Overloaded"),
            _ => Reply.Words(9).Pings(default, 3).CutAfter(0),
        });
        var asked = await stage.AskAsync(CallMode.VisibleStream);
        Assert.Equal("answer from two to How high is the tower?", asked.Shown);
        Assert.DoesNotContain(asked.Updates, update => update.Kind == ChatUpdateKind.Restarted);
    }

    [Theory]
    [InlineData("reasoning"), InlineData("tool")]
    public async Task The_first_reasoning_or_tool_byte_commits_as_text_does(string start)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer((start == "tool" ? Reply.ToolCalls(("measure", "{}")) : Reply.Reasoning("let me think", "330")).CutAfter(1));
        var asked = await stage.AskAsync(CallMode.VisibleStream);
        Assert.Equal((OutcomeKind.Cut, 0), (asked.Failure.Kind, stage.Two.CallCount));
    }

    [Fact]
    public async Task A_refusal_that_breaks_off_carries_what_was_shown_of_it()
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Refusal("I would rather not say").CutAfter(3));
        var asked = await stage.AskAsync(CallMode.VisibleStream);
        Assert.Equal("I would rather", asked.Failure.PartialContent);
    }

    [Fact]
    public async Task The_calls_time_ends_a_visible_stream_that_never_ends()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var stage = Stage.Alone(clock);
        stage.One.OnAny().Answer(Reply.Words(3).HoldAfter(2, new Gate()));
        var seen = 0;
        var request = Stage.Question() with { Limits = new ChatLimits { Stall = TimeSpan.FromHours(1) } };
        var asked = await Caller.AskAsync(stage.Client, request, CallMode.VisibleStream, _ => clock.Advance(TimeSpan.FromSeconds(++seen == 2 ? 300 : 0)));
        Assert.Equal((ErrorCode.AnswerCut, "word1 word2"), (asked.Failure.Code, asked.Failure.PartialContent));
        Assert.Contains("the time of the call ran out", asked.Failure.Message);
    }
}
