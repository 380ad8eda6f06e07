using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using HolySheep.TestKit.Voices;
using Xunit;

namespace HolySheep.Providers.Azure;

/// <summary>What Azure has of its own.</summary>
public sealed class AzureWireTests
{
    private const string Token = "eyJ0eXAiOiJKV1QifQ.eyJhdWQiOiJhaSJ9.c2ln";

    [Theory]
    [Modes("key-of-one", "key-of-one", null), Modes(Token, null, "Bearer " + Token), Modes("eyJ.no-token", "eyJ.no-token", null)]
    public async Task A_key_goes_in_its_own_header_and_a_token_of_entra_as_a_bearer(CallMode mode, string key, string? apiKey, string? bearer)
    {
        await using var stage = Stage.Alone().Speaking("azure").WithVariable("ONE_KEY", key);
        await stage.AskAsync(mode);
        await stage.Client.ListModelsAsync("one");
        Assert.All(stage.One.Requests, request => Assert.Equal((apiKey, bearer), (request.Header("api-key"), request.Header("authorization"))));
        Assert.Equal(["/openai/v1/chat/completions", "/openai/v1/models"], stage.One.Requests.Select(request => request.Path));
        Assert.Equal("alpha", stage.One.Requests[0].Model);
    }

    [Theory, Modes]
    public async Task A_deployment_in_the_older_address_is_asked_with_its_version(CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking("azure").WithProvider("one", provider => provider with { BaseUrl = new Uri(provider.BaseUrl!, "/openai/deployments?api-version=2024-10-21") });
        Assert.Equal("answer from one to How high is the tower?", (await stage.AskAsync(mode)).Result.Content);
        Assert.Equal("/openai/deployments/alpha/chat/completions?api-version=2024-10-21", stage.One.Requests[0].Path);
    }

    [Theory, Modes]
    public async Task A_filter_that_failed_leaves_the_answer_and_one_that_struck_refuses_it(CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking("azure");
        stage.One.OnAny().Answer(Reply.Text("330 m"), Reply.ContentFilter("half"));
        Assert.Equal("330 m", (await stage.AskAsync(mode)).Result.Content);
        Assert.Equal(ErrorCode.ContentRefused, (await stage.AskAsync(mode)).Failure.Code);
    }

    [Theory, Modes]
    public async Task An_unknown_deployment_is_reported_with_what_to_do(CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking("azure");
        stage.One.OnAny().Answer(Voice.Of("azure").Say(Trouble.UnknownModel));
        var failure = (await stage.AskAsync(mode)).Failure;
        Assert.Equal((ErrorCode.TargetUnfit, OutcomeKind.Unfit), (failure.Code, failure.Attempts[^1].Kind));
        Assert.Contains("Name the deployment, not its model, behind 'one/'", failure.Hint, StringComparison.Ordinal);
    }

    [Theory, Modes]
    public async Task A_deployment_without_a_price_costs_what_the_model_costs_that_its_answer_names(CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking("azure");
        stage.One.OnAny().Answer(Reply.Text("ok").WithModel("gpt-4o-mini-2024-07-18").WithUsage(prompt: 1000, completion: 100, cached: 400), Reply.Text("ok").WithModel("a-model-of-tomorrow"));
        var result = (await stage.AskAsync(mode, Stage.Question() with { Model = "one/team-prod-7" })).Result;

        // 600 at 0.15, 400 at 0.075 and 100 at 0.60 USD per million.
        Assert.Equal((0.00018m, 0.00018m), (result.Cost, result.Attempts.Single().Cost));
        Assert.Null((await stage.AskAsync(mode, Stage.Question() with { Model = "one/team-prod-7" })).Result.Cost);
    }

    [Theory, Modes]
    public async Task A_dated_answer_of_a_model_with_several_prices_costs_what_azure_charges(CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking("azure");
        stage.One.OnAny().Answer(Reply.Text("ok").WithModel("gpt-4.1-2025-04-14").WithUsage(prompt: 1000, completion: 100, cached: 400));

        // 600 at 2.00, 400 at 0.50 and 100 at 8.00 USD per million.
        Assert.Equal(0.0022m, (await stage.AskAsync(mode, Stage.Question() with { Model = "one/team-prod-7" })).Result.Cost);
    }

    [Theory, Modes]
    public async Task A_resource_that_azure_blocked_for_abuse_is_unfit_and_the_next_target_answers(CallMode mode)
    {
        await using var stage = Stage.Chain().Speaking("one", "azure");
        stage.One.OnAny().Answer(Reply.Json(403, """{"error":{"code":"403","message":"Your resource has been temporarily blocked because we detected behavior that may violate our content policy."}}"""));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal(("two", OutcomeKind.Unfit), (result.Provider, result.Attempts[0].Kind));
    }

    [Theory, Modes]
    public async Task A_price_of_the_deployment_itself_comes_first(CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking("azure");
        stage.One.OnAny().Answer(Reply.Text("ok").WithModel("gpt-4o-mini-2024-07-18").WithUsage(prompt: 1000, completion: 100));
        Assert.Equal(0.0012m, (await stage.AskAsync(mode)).Result.Cost);
    }

    [Theory, Modes]
    public async Task At_another_provider_the_reported_model_has_no_say_in_the_price(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Text("ok").WithModel("gpt-4o-mini-2024-07-18"));
        Assert.Null((await stage.AskAsync(mode, Stage.Question() with { Model = "one/team-prod-7" })).Result.Cost);
    }

    [Theory, Modes]
    public async Task A_call_that_spilled_over_says_where_it_was_answered(CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking("azure");
        stage.One.OnAny().Answer(Reply.Text("ok").WithHeader("x-ms-spillover-from-deployment", "ptu").WithHeader("x-ms-deployment-name", "standard"), Reply.Text("ok").WithHeader("x-ms-deployment-name", "ptu"));
        Assert.Contains("The deployment 'ptu' had no room: 'standard' answered in its place, and is billed.", (await stage.AskAsync(mode)).Result.Warnings);
        Assert.DoesNotContain((await stage.AskAsync(mode)).Result.Warnings, warning => warning.Contains("no room", StringComparison.Ordinal));
    }

    [Theory, Modes]
    public async Task Limits_below_zero_say_nothing(CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking("azure");
        var headers = new Dictionary<string, string> { ["limit"] = "-1", ["remaining"] = "-1", ["reset"] = "0" };
        stage.One.OnAny().Answer(headers.Aggregate(Reply.Text("ok"), (reply, header) => reply.WithHeader($"x-ratelimit-{header.Key}-requests", header.Value).WithHeader($"x-ratelimit-{header.Key}-tokens", header.Value)));
        Assert.Equal("ok", (await stage.AskAsync(mode)).Result.Content);
        Assert.Equal("ok", (await stage.AskAsync(mode)).Result.Content);
        Assert.Empty(stage.Waits);
    }

    [Theory, Modes]
    public async Task Responses_at_azure_are_asked_with_the_deployment_as_model(CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking("azure").WithProvider("one", provider => provider with { Api = ProviderApi.Responses });
        Assert.Equal("answer from one to How high is the tower?", (await stage.AskAsync(mode)).Result.Content);
        var sent = stage.One.Requests[0];
        Assert.Equal(("/openai/v1/responses", "alpha", "key-of-one"), (sent.Path, sent.Model, sent.Header("api-key")));
    }
}
