using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using HolySheep.TestKit.Voices;
using Xunit;

namespace HolySheep.Wires;

/// <summary>Every row of the table of failures, in the words of each wire: the outcome is the same on all.</summary>
public sealed class WireFaultTests
{
    [Theory]
    [Wires(Trouble.Overloaded), Wires(Trouble.ServerError)]
    public async Task A_passing_fault_is_retried_once_and_then_the_next_target_answers(string wire, CallMode mode, Trouble trouble)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(Voice.Of(wire).Say(trouble));
        var asked = await stage.AskAsync(mode);
        Assert.Equal("answer from two to How high is the tower?", asked.Result.Content);
        Assert.Equal([OutcomeKind.Transient, OutcomeKind.Transient, OutcomeKind.Answered], asked.Kinds);
        Assert.Equal([0.125], stage.Waits);
    }

    [Theory]
    [Wires("reset"), Wires("closed"), Wires("reset after headers"), Wires("half a body"), Wires("page")]
    public async Task A_broken_exchange_is_a_passing_fault(string wire, CallMode mode, string fault)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(fault switch
        {
            "reset" => Reply.Reset(),
            "closed" => Reply.CloseBeforeHeaders(),
            "reset after headers" => Reply.ResetAfterHeaders(),
            "half a body" => Reply.Words(30).CutAfter(0),
            _ => Reply.Html(502),
        });
        var asked = await stage.AskAsync(mode);
        Assert.Equal([OutcomeKind.Transient, OutcomeKind.Transient, OutcomeKind.Answered], asked.Kinds);
    }

    [Theory, Wires]
    public async Task A_throttled_target_is_left_at_once_for_the_same_model_elsewhere_and_stays_open_for_its_hint(string wire, CallMode mode)
    {
        await using var stage = Stage.SameModel().Speaking(wire);
        stage.One.OnAny().Answer(Voice.Of(wire).Say(Trouble.RateLimitedFor7Seconds));
        var asked = await stage.AskAsync(mode);
        Assert.Equal([OutcomeKind.Throttled, OutcomeKind.Answered], asked.Kinds);
        Assert.Empty(stage.Waits);
        await stage.AskAsync(mode);
        Assert.Equal((1, 2), (stage.One.CallCount, stage.Two.CallCount));
    }

    [Theory, Wires]
    public async Task A_lone_throttled_target_is_asked_again_after_exactly_its_hint(string wire, CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(Voice.Of(wire).Say(Trouble.RateLimitedFor7Seconds), Reply.Text("now"));
        var asked = await stage.AskAsync(mode);
        Assert.Equal(("now", 7), (asked.Result.Content, stage.Waits.Single()));
    }

    [Theory, Wires]
    public async Task A_target_throttled_without_a_hint_is_left_for_the_same_model_elsewhere(string wire, CallMode mode)
    {
        await using var stage = Stage.SameModel().Speaking(wire);
        stage.One.OnAny().Answer(Voice.Of(wire).Say(Trouble.RateLimited));
        Assert.Equal([OutcomeKind.Throttled, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
    }

    [Theory]
    [Wires(Trouble.NoMoney, OutcomeKind.OutOfMoney), Wires(Trouble.BadKey, OutcomeKind.BadCredential), Wires(Trouble.Forbidden, OutcomeKind.Unfit)]
    [Wires(Trouble.UnknownModel, OutcomeKind.Unfit), Wires(Trouble.TooLong, OutcomeKind.TooLong), Wires(Trouble.BadRequest, OutcomeKind.BadRequest)]
    public async Task A_failure_that_will_not_pass_is_never_retried_and_the_next_target_answers(string wire, CallMode mode, Trouble trouble, OutcomeKind kind)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(Voice.Of(wire).Say(trouble));
        var asked = await stage.AskAsync(mode);
        Assert.Equal([kind, OutcomeKind.Answered], asked.Kinds);
        Assert.Empty(stage.Waits);
    }

    [Theory]
    [Wires(Trouble.NoMoney, ErrorCode.QuotaExhausted), Wires(Trouble.BadKey, ErrorCode.CredentialRefused), Wires(Trouble.TooLong, ErrorCode.PromptTooLong)]
    [Wires(Trouble.Refused, ErrorCode.ContentRefused), Wires(Trouble.BadRequest, ErrorCode.RequestRejected), Wires(Trouble.UnknownModel, ErrorCode.TargetUnfit)]
    public async Task The_error_of_a_lone_target_has_the_same_code_on_every_wire_and_the_providers_words(string wire, CallMode mode, Trouble trouble, string code)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(Voice.Of(wire).Say(trouble));
        var failure = (await stage.AskAsync(mode)).Failure;
        Assert.Equal(code, failure.Code);
        Assert.NotNull(failure.RequestId);
        Assert.Equal(1, stage.One.CallCount);
    }

    [Theory, Wires]
    public async Task A_refusal_ends_the_call(string wire, CallMode mode)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(Voice.Of(wire).Say(Trouble.Refused));
        Assert.Equal((ErrorCode.ContentRefused, 0), ((await stage.AskAsync(mode)).Failure.Code, stage.Two.CallCount));
    }

    [Theory, Wires]
    public async Task Two_bad_requests_end_the_call_with_the_first(string wire, CallMode mode)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(Voice.Of(wire).Say(Trouble.BadRequest));
        stage.Two.OnAny().Answer(Voice.Of(wire).Say(Trouble.BadRequest));
        var asked = await stage.AskAsync(mode);
        Assert.Equal([OutcomeKind.BadRequest, OutcomeKind.BadRequest], asked.Kinds);
        Assert.Equal("one", asked.Failure.Provider);
    }

    [Theory]
    [Wires("broken JSON"), Wires("an empty 200"), Wires("another object"), Wires("a list"), Wires("a text"), Wires("a page")]
    [Wires("an error in a 200"), Wires("an empty answer"), Wires("an error event before the first token"), Wires("an unreadable event before the first token")]
    public async Task A_200_that_is_not_an_answer_is_retried_once_and_then_the_next_target_answers(string wire, CallMode mode, string reply)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(reply switch
        {
            "broken JSON" => Reply.BrokenJson(),
            "an empty 200" => Reply.Empty200(),
            "another object" => Reply.Json(200, """{"status":"ok"}"""),
            "a list" => Reply.Json(200, "[1,2]"),
            "a text" => Reply.Json(200, "\"upstream connect error\""),
            "a page" => Reply.Html(200),
            "an error in a 200" => Reply.ErrorIn200("weird_code", "something odd", null),
            "an empty answer" => Reply.EmptyContent(),
            "an error event before the first token" => Reply.Echo.ErrorEvent("weird_code", "odd", type: null),
            _ => Reply.Words(9).UnreadableEvent(),
        });
        var asked = await stage.AskAsync(mode);
        Assert.Equal("answer from two to How high is the tower?", asked.Result.Content);
        Assert.Equal([OutcomeKind.Malformed, OutcomeKind.Malformed, OutcomeKind.Answered], asked.Kinds);
        Assert.Equal(mode == CallMode.VisibleStream ? asked.Result.Content : "", asked.Shown);
    }

    [Theory, Wires]
    public async Task A_silent_target_is_left_for_the_next_without_a_retry(string wire, CallMode mode)
    {
        var clock = new WatchedClock();
        await using var stage = Stage.Chain(clock).Speaking(wire);
        stage.One.OnAny().Answer(Reply.Silent());
        var asking = stage.AskAsync(mode, new ChatLimits { FirstToken = TimeSpan.FromHours(1) });
        await stage.One.WaitForCallAsync();
        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal([OutcomeKind.Silent, OutcomeKind.Answered], (await asking).Kinds);
    }
}
