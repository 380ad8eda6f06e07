using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Providers;

/// <summary>Through which interface a model is asked where its provider has two.</summary>
public sealed class ApiChoiceTests
{
    [Theory]
    [Modes(ProviderApi.Auto, "o3-pro", "/v1/responses"), Modes(ProviderApi.Auto, "gpt-5-pro-2025-10-06", "/v1/responses"), Modes(ProviderApi.Auto, "openai/gpt-5.1-codex-max", "/v1/responses")]
    [Modes(ProviderApi.Auto, "o3-deep-research", "/v1/responses"), Modes(ProviderApi.Auto, "gpt-5.5-pro", "/v1/responses")]
    [Modes(ProviderApi.Auto, "gpt-4.1", "/v1/chat/completions"), Modes(ProviderApi.Auto, "unheard-of", "/v1/chat/completions")]
    [Modes(ProviderApi.Chat, "o3-pro", "/v1/chat/completions"), Modes(ProviderApi.Responses, "gpt-4.1", "/v1/responses")]
    public async Task A_model_is_asked_through_the_interface_that_serves_it(CallMode mode, ProviderApi api, string model, string path)
    {
        await using var stage = Stage.Alone().WithProvider("one", provider => provider with { Api = api });
        Assert.Equal("answer from one to How high is the tower?", (await stage.AskAsync(mode, Stage.Question() with { Model = "one/" + model })).Result.Content);
        Assert.Equal((path, model), (stage.One.Requests[0].Path, stage.One.Requests[0].Model));
    }

    [Theory, Modes]
    public async Task Models_of_both_kinds_are_listed_together_and_asked_side_by_side(CallMode mode)
    {
        await using var stage = Stage.Alone().WithProvider("one", provider => provider with { Api = ProviderApi.Auto });
        stage.One.Lists("o3-pro", "gpt-4.1");
        await stage.AskAsync(mode, Stage.Question() with { Model = "one/o3-pro" });
        await stage.AskAsync(mode, Stage.Question() with { Model = "one/gpt-4.1" });
        Assert.Contains((await stage.Client.ListModelsAsync("one")).Models, model => model is { Id: "o3-pro", Available: true });
        Assert.Equal(["/v1/responses", "/v1/chat/completions", "/v1/models"], stage.One.Requests.Select(request => request.Path));
    }

    [Theory, Modes]
    public async Task Stop_texts_take_a_target_out_that_cannot_have_them(CallMode mode)
    {
        await using var stage = Stage.SameModel().Speaking("one", "openai-responses");
        var asked = await stage.AskAsync(mode, Stage.Question() with { Stop = ["END"] });
        Assert.Equal(("two", 0), (asked.Result.Provider, stage.One.CallCount));
        var left = Assert.Single(stage.Client.PlanRoute(Stage.Question() with { Stop = ["END"] }).Candidates, candidate => candidate.Order is null);
        Assert.Contains("it takes no stop texts", left.Reason, StringComparison.Ordinal);
        Assert.Equal("one", (await stage.AskAsync(mode)).Result.Provider);
    }

    [Theory]
    [Modes(ProviderApi.Chat, "Set-HolySheepProvider one -Api Responses", "This model is only supported in v1/responses and not in v1/chat/completions.")]
    [Modes(ProviderApi.Responses, "Set-HolySheepProvider one -Api Chat", "This model is only supported in v1/chat/completions and not in v1/responses.")]
    public async Task A_model_that_another_interface_serves_is_unfit_and_the_hint_names_the_setting(CallMode mode, ProviderApi api, string setting, string words)
    {
        await using var stage = Stage.Alone().WithProvider("one", provider => provider with { Api = api });
        stage.One.OnAny().Answer(Reply.Error(404, null, words));
        var failure = (await stage.AskAsync(mode)).Failure;
        Assert.Equal((ErrorCode.TargetUnfit, OutcomeKind.Unfit), (failure.Code, failure.Attempts.Single().Kind));
        Assert.Contains(setting, failure.Hint, StringComparison.Ordinal);
        Assert.DoesNotContain("Check the model's name", failure.Hint, StringComparison.Ordinal);
    }

    [Theory, Modes]
    public async Task A_kind_with_one_interface_is_not_told_to_take_another(CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking("openai-responses");
        stage.One.OnAny().Answer(Reply.Error(404, null, "This model is only supported in v1/chat/completions and not in v1/responses."));
        Assert.DoesNotContain("-Api", (await stage.AskAsync(mode)).Failure.Hint, StringComparison.Ordinal);
    }
}
