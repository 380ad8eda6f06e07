using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using HolySheep.TestKit.Voices;
using Xunit;

namespace HolySheep.Wires;

/// <summary>Who is asked after a failure that will not pass, for how long its target is left out, and what the caller is told: the same on all wires.</summary>
public sealed class WireVerdictTests
{
    [Theory, Wires]
    public async Task A_target_without_money_is_left_out_for_a_quarter_of_an_hour_and_the_user_is_told(string wire, CallMode mode)
    {
        var clock = new AutoAdvanceTimeProvider();
        await using var stage = Stage.Chain(clock).Speaking(wire);
        stage.One.OnAny().Answer(Voice.Of(wire).Say(Trouble.NoMoney), Reply.Text("back"));
        Assert.Contains("one has no money or quota left for its key.", (await stage.AskAsync(mode)).Result.Warnings);
        clock.Advance(TimeSpan.FromMinutes(14.9));
        Assert.Equal("two", (await stage.AskAsync(mode)).Result.Provider);
        clock.Advance(TimeSpan.FromMinutes(0.2));
        Assert.Equal("back", (await stage.AskAsync(mode)).Result.Content);
    }

    [Theory]
    [Wires("GenerateRequestsPerDayPerProjectPerModel", "20s", OutcomeKind.OutOfMoney), Wires("InputTokensPerModelPerDay-FreeTier", "3s", OutcomeKind.OutOfMoney), Wires("InputTokensPerModelPerMinute", "20s", OutcomeKind.Throttled), Wires("RequestsPerSecond", null, OutcomeKind.Throttled)]
    public async Task A_quota_of_a_day_is_money_whatever_it_says_of_waiting_and_one_of_a_minute_is_a_throttle(string wire, CallMode mode, string quota, string? delay, OutcomeKind kind)
    {
        await using var stage = Stage.SameModel().Speaking(wire);
        var hint = delay is null ? "" : $$$""",{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"{{{delay}}}"}""";
        stage.One.OnAny().Answer(Reply.Json(429, $$$"""{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"Quota exceeded","details":[{"violations":[{"quotaId":"{{{quota}}}"}]}{{{hint}}}]}}"""));
        Assert.Equal([kind, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
    }

    [Theory, Wires]
    public async Task A_refused_key_is_not_sent_to_that_provider_again_until_it_changes(string wire, CallMode mode)
    {
        await using var stage = Stage.Of(["one/alpha", "one/alpha-2", "two/alpha"], []).Speaking(wire);
        stage.One.OnAny().Answer(Voice.Of(wire).Say(Trouble.BadKey), Reply.Text("back"));
        for (var call = 0; call < 3; call++)
        {
            Assert.Equal(("two", 1), ((await stage.AskAsync(mode)).Result.Provider, stage.One.CallCount));
        }

        stage.WithVariable("ONE_KEY", "another-key");
        Assert.Equal("back", (await stage.AskAsync(mode)).Result.Content);
    }

    [Theory, Wires]
    public async Task A_window_known_to_be_too_small_is_not_tried_and_an_unknown_one_is(string wire, CallMode mode)
    {
        await using var stage = Stage.Of(["one/small", "two/small", "two/large", "two/unknown"], []).Speaking(wire).With(configuration => configuration with
        {
            Catalog = new ModelCatalog([new ModelEntry { Id = "small", ContextWindow = 8_000 }, new ModelEntry { Id = "large", ContextWindow = 90_000 }]),
        });
        stage.One.OnAny().Answer(Voice.Of(wire).Say(Trouble.TooLong));
        stage.Two.On("large").Answer(Voice.Of(wire).Say(Trouble.TooLong));
        Assert.Equal(["one/small", "two/large", "two/unknown"], (await stage.AskAsync(mode)).Attempts.Select(attempt => attempt.Target));
    }

    [Theory, Wires]
    public async Task The_second_opinion_on_a_wrong_request_is_another_providers_or_the_next_models(string wire, CallMode mode)
    {
        await using var stage = Stage.Of(["one/alpha", "one/alpha-2", "two/alpha"], ["beta"]).Speaking(wire);
        stage.One.OnAny().Answer(Voice.Of(wire).Say(Trouble.BadRequest));
        Assert.Equal(["one/alpha", "two/alpha"], (await stage.AskAsync(mode)).Attempts.Select(attempt => attempt.Target));

        await using var single = Stage.Of(["two/alpha", "two/alpha-2"], ["beta"]).Speaking(wire);
        single.Two.On("alpha").Answer(Voice.Of(wire).Say(Trouble.BadRequest));
        Assert.Equal(["two/alpha", "two/beta"], (await single.AskAsync(mode)).Attempts.Select(attempt => attempt.Target));
    }

    [Theory, Wires]
    public async Task Another_kind_of_failure_at_the_second_opinion_follows_its_own_row(string wire, CallMode mode)
    {
        await using var stage = Stage.Of(["one/alpha", "two/alpha", "two/alpha-2"], []).Speaking(wire);
        stage.One.OnAny().Answer(Voice.Of(wire).Say(Trouble.BadRequest));
        stage.Two.On("alpha").Answer(Voice.Of(wire).Say(Trouble.ServerError));
        Assert.Equal([OutcomeKind.BadRequest, OutcomeKind.Transient, OutcomeKind.Transient, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
    }

    [Theory]
    [Wires("rate_limit_exceeded", OutcomeKind.Throttled), Wires("insufficient_quota", OutcomeKind.OutOfMoney), Wires("model_not_found", OutcomeKind.Unfit)]
    [Wires("context_length_exceeded", OutcomeKind.TooLong), Wires("overloaded_error", OutcomeKind.Transient), Wires("invalid_api_key", OutcomeKind.BadCredential)]
    public async Task A_known_code_in_the_error_of_a_200_decides(string wire, CallMode mode, string code, OutcomeKind kind)
    {
        await using var stage = Stage.SameModel().Speaking(wire);
        stage.One.OnAny().Answer(mode == CallMode.Plain ? Reply.ErrorIn200(code, type: null) : Reply.Echo.ErrorEvent(code, "inside a 200", type: null));
        var asked = await stage.AskAsync(mode);
        Assert.Equal((kind, "two"), (asked.Kinds.First(), asked.Result.Provider));
    }

    [Theory]
    [Wires(404, null), Wires(405, null), Wires(404, "Unknown request URL: POST /v1/this. Please check the URL for typos.")]
    public async Task An_address_that_does_not_know_the_path_may_be_of_another_kind_and_one_that_names_the_model_is_not(string wire, CallMode mode, int status, string? message)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(message is null ? Reply.Html(status) : Reply.Error(status, "unknown_url", message));
        Assert.Contains("the kind of one", (await stage.AskAsync(mode)).Failure.Hint, StringComparison.Ordinal);

        await using var known = Stage.Alone().Speaking(wire);
        known.One.OnAny().Answer(Voice.Of(wire).Say(Trouble.UnknownModel));
        Assert.DoesNotContain("kind", (await known.AskAsync(mode)).Failure.Hint, StringComparison.Ordinal);
    }

    [Theory, Wires]
    public async Task The_providers_whole_text_reaches_the_caller_without_its_key_and_within_bounds(string wire, CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(wire).WithVariable("ONE_KEY", "sk-4f9Qx71LmZ0aWv8Tt2RbYc6N");
        stage.One.OnAny().Answer(Reply.Error(422, "odd_code", "The field wobble is odd; key sk-4f9Qx71LmZ0aWv8Tt2RbYc6N. " + string.Concat(Enumerable.Repeat("tail ", 20_000))));
        var failure = (await stage.AskAsync(mode)).Failure;
        Assert.Equal(ErrorCode.RequestRejected, failure.Code);
        Assert.Contains("The field wobble is odd", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("4f9Qx71LmZ0a", failure.ToString(), StringComparison.Ordinal);
        Assert.InRange(failure.Message.Length, 40, 10_000);
    }
}
