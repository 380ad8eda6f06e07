using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.Providers.Inspection;
using HolySheep.Providers.Sandbox;
using Xunit;

namespace HolySheep.Providers;

/// <summary>The sandbox as one provider of a configuration, and in place of all of them.</summary>
public sealed class SandboxProviderTests
{
    [Theory, Modes]
    public async Task A_provider_of_kind_sandbox_answers_beside_real_ones_and_costs_nothing(CallMode mode)
    {
        await using var stage = WithSandbox();
        var asked = await stage.AskAsync(mode, Stage.Question() with { Model = "play/anything" });
        Assert.Equal(("play", "anything", 0m), (asked.Result.Provider, asked.Result.ModelUsed, asked.Result.Cost));
        Assert.Equal("answer from one to How high is the tower?", (await stage.AskAsync(mode)).Result.Content);
    }

    [Fact]
    public async Task A_test_of_a_sandbox_provider_names_the_sandbox_in_place_of_an_address()
    {
        await using var stage = WithSandbox();
        var result = await stage.Client.TestProviderAsync("play");
        Assert.Equal(ProviderVerdict.Fine, result.Verdict);
        Assert.StartsWith("The sandbox answers; it lists ", result.Message);
    }

    [Theory, Modes]
    public async Task A_rehearsal_of_a_call_that_names_its_providers_is_answered_by_the_sandbox(CallMode mode)
    {
        await using var stage = Stage.Chain();
        using var client = Rehearsal(stage);
        var asked = await Caller.AskAsync(client, Stage.Question() with { Providers = ["two"], ExcludedProviders = ["one"] }, mode);
        Assert.Equal("sandbox", asked.Result.Provider);
        Assert.Equal(0, stage.One.CallCount + stage.Two.CallCount);
    }

    [Fact]
    public async Task A_rehearsal_finds_the_provider_that_is_misspelt()
    {
        await using var stage = Stage.Chain();
        using var client = Rehearsal(stage);
        var exception = await Assert.ThrowsAsync<HolySheepException>(() => client.ChatAsync(Stage.Question() with { Providers = ["tow"] }));
        Assert.Equal(ErrorCode.ProviderUnknown, exception.Code);
        Assert.Contains("Did you mean 'two'?", exception.Hint);
    }

    private static HolySheepClient Rehearsal(Stage stage) =>
        new(new HolySheepClientOptions { Configuration = stage.Configuration, Sandbox = SandboxScript.None, TimeProvider = stage.Clock });

    private static Stage WithSandbox() => Stage.Chain().With(configuration => configuration with
    {
        Providers = new Dictionary<string, ProviderOptions>(configuration.Providers.ToDictionary(entry => entry.Key, entry => entry.Value))
        {
            ["play"] = new() { Name = "play", Kind = ProviderKind.Sandbox, Keyless = true },
        },
    });
}
