using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Providers.OpenAIChat;

/// <summary>OpenAI's reasoning models refuse a temperature; other servers that serve models of the same name may take it.</summary>
public sealed class SamplingTests
{
    [Theory]
    [Modes("openai", "alpha", null, false)]
    [Modes("openai", "alpha", "high", false)]
    [Modes("openai", "alpha", "none", true)]
    [Modes("openai", "plain", null, true)]
    [Modes("openrouter", "alpha", null, true)]
    [Modes(null, "alpha", null, true)]
    public async Task Sampling_is_left_out_with_a_warning_where_the_vendor_itself_refuses_it(CallMode mode, string? preset, string model, string? effort, bool sends)
    {
        await using var stage = Known(["one/" + model]).WithProvider("one", provider => provider with { Preset = preset });
        await CheckAsync(stage, mode, effort, sends);
    }

    [Theory, Modes]
    public async Task Azure_is_the_vendors_service_too(CallMode mode)
    {
        await using var stage = Known(["one/alpha"]).Speaking("azure").WithProvider("one", provider => provider with { Api = ProviderApi.Chat });
        await CheckAsync(stage, mode, null, sends: false);
    }

    private static async Task CheckAsync(Stage stage, CallMode mode, string? effort, bool sends)
    {
        var result = (await stage.AskAsync(mode, Stage.Question() with { Temperature = 0.2, TopP = 0.9, ReasoningEffort = effort })).Result;
        var body = JsonDocument.Parse(stage.One.Requests[0].Body).RootElement;
        Assert.Equal((sends, sends), (body.TryGetProperty("temperature", out _), body.TryGetProperty("top_p", out _)));
        Assert.Equal(sends ? 0 : 1, result.Warnings.Count(warning => warning.Contains("The sampling (temperature, top_p) was not sent to one/alpha", StringComparison.Ordinal)));
    }

    private static Stage Known(string[] targets) => new Stage(targets, []).With(configuration => configuration with
    {
        Catalog = new ModelCatalog([new ModelEntry { Id = "alpha", ReasonsFirst = true, MaxCompletionTokens = true, ContextWindow = 100_000 }, new ModelEntry { Id = "plain", ContextWindow = 100_000 }]),
    });
}
