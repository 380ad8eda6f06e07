using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Calls;

/// <summary>The row Transient of the table, on the wire.</summary>
public sealed class TransientTests
{
    public static Reply Fault(string name) => name switch
    {
        "reset before headers" => Reply.Reset(),
        "closed before headers" => Reply.CloseBeforeHeaders(),
        "reset after headers" => Reply.ResetAfterHeaders(),
        "the end before the first token" => Reply.Words(20).CutAfter(0),
        "an error page" => Reply.Html(502),
        "an error page that says 400" => Reply.Html(400),
        "an error page that says 418" => Reply.Html(418),
        "UNAVAILABLE" => Reply.Json(503, """{"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}"""),
        "INTERNAL" => Reply.Json(500, """{"error":{"code":500,"message":"An internal error has occurred.","status":"INTERNAL"}}"""),
        "overloaded" => Reply.Error(529, null, "Overloaded", "overloaded_error"),
        "an empty error" => Reply.Json(500, ""),
        _ => Reply.Status(int.Parse(name)),
    };

    [Theory]
    [Modes("408"), Modes("500"), Modes("502"), Modes("503"), Modes("504"), Modes("529"), Modes("599")]
    [Modes("reset before headers"), Modes("closed before headers"), Modes("reset after headers"), Modes("the end before the first token"), Modes("an empty error")]
    [Modes("an error page"), Modes("an error page that says 400"), Modes("an error page that says 418"), Modes("UNAVAILABLE"), Modes("INTERNAL"), Modes("overloaded")]
    public async Task A_passing_fault_is_retried_once_and_then_the_next_target_answers(CallMode mode, string fault)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Fault(fault));
        var asked = await stage.AskAsync(mode);
        Assert.Equal("answer from two to How high is the tower?", asked.Result.Content);
        Assert.Equal([OutcomeKind.Transient, OutcomeKind.Transient, OutcomeKind.Answered], asked.Kinds);
        Assert.Equal((2, 1), (stage.One.CallCount, stage.Two.CallCount));
        Assert.Equal((3, 1), (asked.Result.AttemptCount, asked.Result.FallbackCount));
        Assert.Equal([0.125], stage.Waits);
    }

    [Theory, Modes]
    public async Task A_fault_that_passes_costs_one_retry_and_no_fallback(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Status(503), Reply.Text("here again"));
        var asked = await stage.AskAsync(mode);
        Assert.Equal("here again", asked.Result.Content);
        Assert.Equal((2, 0, 0), (asked.Result.AttemptCount, asked.Result.FallbackCount, stage.Two.CallCount));
        Assert.Equal(TimeSpan.FromSeconds(0.125), asked.Result.Attempts[1].Wait);
        Assert.Equal(503, asked.Result.Attempts[0].Status);
    }

    [Theory, Modes]
    public async Task The_last_target_is_retried_twice_with_a_growing_backoff(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Status(500));
        var asked = await stage.AskAsync(mode);
        Assert.Equal(ErrorCode.ProviderFailure, asked.Failure.Code);
        Assert.Equal(3, stage.One.CallCount);
        Assert.Equal([0.25, 0.5], stage.Waits);
        Assert.Equal((500, "one"), (asked.Failure.Status, asked.Failure.Provider));
    }

    [Theory, Modes]
    public async Task An_address_without_a_listener_is_a_transient_fault(CallMode mode)
    {
        using var dead = DeadEndpoint.Refusing();
        await using var stage = Stage.Chain().WithProvider("one", provider => provider with { BaseUrl = new Uri(dead.BaseUrl) });
        var asked = await stage.AskAsync(mode);
        Assert.Equal([OutcomeKind.Transient, OutcomeKind.Transient, OutcomeKind.Answered], asked.Kinds);
        Assert.Contains("no connection could be made", asked.Attempts[0].Message);
        Assert.All(asked.Attempts.Take(2), attempt => Assert.Equal((null, 0m), (attempt.Status, attempt.Cost)));
    }

    [Theory, Modes]
    public async Task A_host_name_without_an_address_is_a_passing_fault(CallMode mode)
    {
        await using var stage = Stage.Chain().WithProvider("one", provider => provider with { BaseUrl = new Uri("http://no-such-host.invalid/v1") });
        var asked = await stage.AskAsync(mode);
        Assert.Equal([OutcomeKind.Transient, OutcomeKind.Transient, OutcomeKind.Answered], asked.Kinds);
    }

    [Theory, Modes]
    public async Task An_untrusted_certificate_is_a_transient_fault_and_no_request_is_sent(CallMode mode)
    {
        await using var secure = new ScriptedProvider("secure", tls: true);
        await using var stage = Stage.Chain().WithProvider("one", provider => provider with { BaseUrl = new Uri(secure.BaseUrl) });
        var asked = await stage.AskAsync(mode);
        Assert.Equal([OutcomeKind.Transient, OutcomeKind.Transient, OutcomeKind.Answered], asked.Kinds);
        Assert.Contains("no secure connection", asked.Attempts[0].Message);
        Assert.Equal(0, secure.CallCount);
    }

    [Theory, Modes]
    public async Task A_connection_that_died_while_it_was_pooled_is_counted_as_an_attempt_of_ours(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Echo, Reply.CloseBeforeHeaders());
        await stage.AskAsync(mode);
        var asked = await stage.AskAsync(mode);
        Assert.Equal(stage.One.CallCount + stage.Two.CallCount - 1, asked.Result.AttemptCount);
    }

    [Theory]
    [Modes("false", 1), Modes("true", 2)]
    public async Task A_provider_says_itself_whether_a_passing_fault_is_worth_a_retry(CallMode mode, string header, int calls)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Status(500).WithHeader("x-should-retry", header));
        var asked = await stage.AskAsync(mode);
        Assert.Equal("two", asked.Result.Provider);
        Assert.Equal(calls, stage.One.CallCount);
    }
}
