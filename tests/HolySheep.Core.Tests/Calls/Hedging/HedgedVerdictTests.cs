using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Calls.Hedging;

/// <summary>Two attempts side by side, one of which says something of the request: the call is decided once both are over.</summary>
public sealed class HedgedVerdictTests
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(2);
    private readonly WatchedClock _clock = new();

    [Theory]
    [Modes("filtered", "first"), Modes("filtered", "second"), Modes("policy", "first"), Modes("policy", "second")]
    [Modes("output limit", "first"), Modes("output limit", "second"), Modes("too long", "first"), Modes("too long", "second"), Modes("wrong", "first"), Modes("wrong", "second")]
    public async Task A_verdict_of_one_attempt_about_the_request_leaves_the_answer_to_the_other(CallMode mode, string what, string who)
    {
        await using var stage = Stage.SameModel(_clock);
        Gate said = new(), answered = new();
        var (judge, other) = who == "first" ? (stage.One, stage.Two) : (stage.Two, stage.One);
        judge.OnAny().Answer(Verdict(what).Hold(said));
        other.OnAny().Answer(Reply.Text("answered").Hold(answered));
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asking = stage.AskAsync(mode, Hedged(told));
        await LateAsync(stage);
        said.Open();
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30));
        answered.Open();

        var asked = await asking;

        Assert.Equal("answered", asked.Result.Content);
        Assert.Equal([(judge.Name + "/alpha", false), (other.Name + "/alpha", true)], asked.Attempts.Select(attempt => (attempt.Target, attempt.Kind == OutcomeKind.Answered)));
        Assert.Equal((1, 1), (stage.One.CallCount, stage.Two.CallCount));
    }

    [Theory]
    [Modes("filtered", 503, true), Modes("policy", 503, false), Modes("filtered", 404, true), Modes("policy", 429, true), Modes("filtered", 404, false), Modes("policy", 400, true)]
    public async Task Where_both_fail_a_refusal_decides_and_asks_no_third(CallMode mode, string what, int status, bool refusedFirst)
    {
        await using var stage = Stage.Of(["one/alpha", "two/alpha"], ["beta"], _clock);
        Gate first = new(), second = new();
        stage.One.OnAny().Answer(refusedFirst ? Verdict(what).Hold(first) : Reply.Status(status).Hold(second));
        stage.Two.OnAny().Answer(refusedFirst ? Reply.Status(status).Hold(second) : Verdict(what).Hold(first));
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asking = stage.AskAsync(mode, Hedged(told));
        await LateAsync(stage);
        first.Open();
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30));
        second.Open();

        var asked = await asking;

        Assert.Equal(ErrorCode.ContentRefused, asked.Failure.Code);
        Assert.Equal((1, 1), (stage.One.CallCount, stage.Two.CallCount));
    }

    [Theory, Modes]
    public async Task A_caller_who_cancels_while_a_refusal_waits_for_the_other_attempt_leaves_both_in_the_record(CallMode mode)
    {
        await using var stage = Stage.SameModel(_clock);
        stage.One.OnAny().Answer(Reply.Silent());
        stage.Two.OnAny().Answer(Verdict("policy"));
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var gone = new CancellationTokenSource();
        var asking = stage.AskAsync(mode, Hedged(told), gone.Token);
        await LateAsync(stage);
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await gone.CancelAsync();
        Assert.IsAssignableFrom<OperationCanceledException>((await asking).Error);
        await stage.One.WaitForDisconnectAsync();
    }

    private static Reply Verdict(string what) => what switch
    {
        "filtered" => Reply.ContentFilter(),
        "policy" => Reply.Error(400, "content_policy_violation", "Your prompt was flagged by our usage policies."),
        "output limit" => Reply.Length(""),
        "too long" => Reply.Error(400, "context_length_exceeded", "This model's maximum context length is 8192 tokens."),
        _ => Reply.Error(400, "invalid_value", "top_p must be at most 1"),
    };

    private static ChatRequest Hedged(TaskCompletionSource told) => Stage.Question() with
    {
        Limits = new ChatLimits { FirstToken = TimeSpan.FromMinutes(1), Hedge = HedgeTime.After(Late) },
        Trace = trace => _ = (trace.Message.Contains("may still answer", StringComparison.Ordinal) || trace.Message.Contains("another target was asked too", StringComparison.Ordinal)) && told.TrySetResult(),
    };

    private async Task LateAsync(Stage stage)
    {
        await stage.One.WaitForCallAsync();
        await _clock.SetAsync(Late);
        _clock.Advance(Late);
        await stage.Two.WaitForCallAsync();
    }
}
