using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Calls;

/// <summary>The rows OutOfMoney and BadCredential of the table, on the wire.</summary>
public sealed class MoneyAndKeyTests
{
    [Theory]
    [Modes(429, """{"error":{"code":"insufficient_quota","type":"insufficient_quota","message":"You exceeded your current quota"}}""")]
    [Modes(402, """{"error":{"code":402,"message":"Insufficient credits"}}""")]
    [Modes(402, "")]
    [Modes(400, """{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low to access the API."}}""")]
    [Modes(403, """{"error":{"code":"billing_hard_limit_reached","message":"Billing hard limit has been reached"}}""")]
    [Modes(429, """{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"quota","details":[{"violations":[{"quotaId":"GenerateRequestsPerDayPerProject"}]},{"retryDelay":"40s"}]}}""")]
    public async Task A_target_without_money_is_left_at_once_and_the_user_is_informed(CallMode mode, int status, string body)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Json(status, body));
        var asked = await stage.AskAsync(mode);
        Assert.Equal([OutcomeKind.OutOfMoney, OutcomeKind.Answered], asked.Kinds);
        Assert.Equal(1, stage.One.CallCount);
        Assert.Empty(stage.Waits);
        Assert.Contains("one has no money or quota left for its key.", asked.Result.Warnings);
    }

    [Theory, Modes]
    public async Task Without_money_anywhere_the_error_says_whose_account_to_top_up(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Error(429, "insufficient_quota", "no quota"));
        var failure = (await stage.AskAsync(mode)).Failure;
        Assert.Equal((ErrorCode.QuotaExhausted, ExitCode.RateOrQuota), (failure.Code, ExitCode.Of(failure.Code)));
        Assert.Contains("Top up the account of one", failure.Hint);
        Assert.Equal(1, stage.One.CallCount);
    }

    [Theory, Modes]
    public async Task A_401_falls_over_to_another_provider_even_with_the_same_key(CallMode mode)
    {
        await using var stage = Stage.SameModel().WithVariable("TWO_KEY", "key-of-one");
        stage.One.OnAny().Answer(Reply.Status(401));
        var asked = await stage.AskAsync(mode);
        Assert.Equal([OutcomeKind.BadCredential, OutcomeKind.Answered], asked.Kinds);
        Assert.Equal("Bearer key-of-one", stage.Two.Requests[0].Header("authorization"));
        Assert.Equal(1, stage.One.CallCount);
        Assert.Contains("one refused its key.", asked.Result.Warnings);
    }

    [Theory, Modes]
    public async Task A_refused_key_is_not_sent_to_another_target_of_the_same_provider(CallMode mode)
    {
        await using var stage = Stage.Of(["one/alpha", "one/alpha-2", "two/alpha"], []);
        stage.One.OnAny().Answer(Reply.Status(401));
        Assert.Equal("two", (await stage.AskAsync(mode)).Result.Provider);
        Assert.Equal(1, stage.One.CallCount);
    }

    [Theory, Modes]
    public async Task A_refused_key_is_never_sent_to_that_provider_again_by_the_same_client(CallMode mode)
    {
        await using var stage = Stage.SameModel();
        stage.One.OnAny().Answer(Reply.Status(401));
        await stage.AskAsync(mode);
        var asked = await stage.AskAsync(mode);
        Assert.Equal((1, 2), (stage.One.CallCount, stage.Two.CallCount));
        Assert.Equal((1, "two"), (asked.Result.AttemptCount, asked.Result.Provider));
        Assert.Contains(asked.Result.Warnings, warning => warning.Contains("one has refused its key before"));
    }

    [Theory, Modes]
    public async Task A_key_that_changes_is_sent_again(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.Handle(request => request.Header("authorization") == "Bearer key-of-one" ? Reply.Status(401) : Reply.Echo);
        Assert.Equal(ErrorCode.CredentialRefused, (await stage.AskAsync(mode)).Failure.Code);
        stage.WithVariable("ONE_KEY", "another");
        Assert.Equal("one", (await stage.AskAsync(mode)).Result.Provider);
    }

    [Theory, Modes]
    public async Task With_nothing_but_a_refused_key_no_call_is_made_and_the_error_says_what_to_do(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Status(401));
        Assert.Equal(ErrorCode.CredentialRefused, (await stage.AskAsync(mode)).Failure.Code);
        var again = await stage.AskAsync(mode);
        var error = Assert.IsAssignableFrom<HolySheepException>(again.Error);
        Assert.Equal(ErrorCode.CredentialRefused, error.Code);
        Assert.Contains("Test-HolySheepProvider one", error.Hint);
        Assert.Equal(1, stage.One.CallCount);
    }

    [Theory, Modes]
    public async Task Another_key_of_the_provider_is_tried_before_another_provider(CallMode mode)
    {
        await using var stage = TwoKeys("second-key");
        stage.One.Handle(request => request.Header("authorization") == "Bearer key-of-one" ? Reply.Status(401) : Reply.Echo);
        var asked = await stage.AskAsync(mode);
        Assert.Equal([OutcomeKind.BadCredential, OutcomeKind.Answered], asked.Kinds);
        Assert.Equal(("one", 0), (asked.Result.Provider, asked.Result.FallbackCount));
        Assert.Equal(2, stage.One.CallCount);
    }

    [Theory, Modes]
    public async Task The_same_key_listed_twice_is_sent_once(CallMode mode)
    {
        await using var stage = TwoKeys("key-of-one");
        stage.One.OnAny().Answer(Reply.Status(401));
        Assert.Equal("two", (await stage.AskAsync(mode)).Result.Provider);
        Assert.Equal(1, stage.One.CallCount);
    }

    [Theory]
    [Modes("true"), Modes("false")]
    public async Task No_header_makes_a_refused_key_go_out_again(CallMode mode, string shouldRetry)
    {
        await using var stage = TwoKeys("second-key");
        stage.One.OnAny().Answer(Reply.Status(401).WithHeader("x-should-retry", shouldRetry));
        Assert.Equal("two", (await stage.AskAsync(mode)).Result.Provider);
        Assert.Equal(["Bearer key-of-one", "Bearer second-key"], stage.One.Requests.Select(request => request.Header("authorization")));
    }

    [Theory, Modes]
    public async Task A_401_everywhere_ends_after_one_call_a_key(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Status(401));
        stage.Two.OnAny().Answer(Reply.Error(401, "invalid_api_key", "Incorrect API key provided"));
        var failure = (await stage.AskAsync(mode)).Failure;
        Assert.Equal((ErrorCode.CredentialRefused, 401, 2), (failure.Code, failure.Status, failure.Attempts.Count));
    }

    [Theory, Modes]
    public async Task The_callers_own_key_goes_to_the_asked_models_provider_alone(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Status(503));
        await stage.AskAsync(mode, Stage.Question() with { ApiKey = new Secret("mine") });
        Assert.All(stage.One.Requests, request => Assert.Equal("Bearer mine", request.Header("authorization")));
        Assert.Equal("Bearer key-of-two", stage.Two.Requests[0].Header("authorization"));
    }

    [Theory, Modes]
    public async Task The_callers_own_key_does_not_take_turns(CallMode mode)
    {
        await using var stage = Stage.SameModel().With(configuration => configuration with
        {
            Models = new Dictionary<string, ModelOptions> { ["alpha"] = configuration.Models["alpha"] with { Strategy = TargetStrategy.RoundRobin } },
        });
        await stage.AskAsync(mode, Stage.Question() with { ApiKey = new Secret("mine") });
        await stage.AskAsync(mode, Stage.Question() with { ApiKey = new Secret("mine") });
        Assert.Equal("Bearer mine", Assert.Single(stage.One.Requests).Header("authorization"));
        Assert.Equal("Bearer key-of-two", Assert.Single(stage.Two.Requests).Header("authorization"));
    }

    [Theory, Modes]
    public async Task The_callers_own_key_goes_nowhere_where_the_asked_models_provider_is_excluded(CallMode mode)
    {
        await using var stage = Stage.Chain();
        await stage.AskAsync(mode, Stage.Question() with { ApiKey = new Secret("mine"), ExcludedProviders = ["one"] });
        Assert.Equal("Bearer key-of-two", Assert.Single(stage.Two.Requests).Header("authorization"));
    }

    [Theory, Modes]
    public async Task A_provider_without_a_key_is_called_without_one_and_may_still_refuse(CallMode mode)
    {
        await using var stage = Stage.Chain().WithProvider("one", provider => provider with { ApiKeys = [], Keyless = true });
        stage.One.OnAny().Answer(Reply.Status(401));
        Assert.Equal("two", (await stage.AskAsync(mode)).Result.Provider);
        Assert.Null(stage.One.Requests[0].Header("authorization"));
        Assert.Equal(1, stage.One.CallCount);
    }

    [Theory, Modes]
    public async Task A_chain_member_without_a_key_is_left_out_with_a_warning(CallMode mode)
    {
        await using var stage = Stage.Chain().WithProvider("two", provider => provider with { ApiKeys = [new KeyReference(KeySource.Environment, "NOT_SET")] });
        var asked = await stage.AskAsync(mode);
        Assert.Contains(asked.Result.Warnings, warning => warning.Contains("two"));
        stage.One.OnAny().Answer(Reply.Status(404));
        Assert.Equal(0, stage.Two.CallCount);
    }

    private static Stage TwoKeys(string second) => Stage.SameModel().WithVariable("ONE_KEY_2", second).WithProvider("one", provider => provider with
    {
        ApiKeys = [new KeyReference(KeySource.Environment, "ONE_KEY"), new KeyReference(KeySource.Environment, "ONE_KEY_2")],
    });
}
