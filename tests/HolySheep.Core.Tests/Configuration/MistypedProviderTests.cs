using System;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Configuration;

/// <summary>One rule for a provider's name with a typing error, wherever a model is named.</summary>
public sealed class MistypedProviderTests : IDisposable
{
    private const string Providers = """
        "providers": { "backup": { "kind": "openai", "baseUrl": "http://127.0.0.1:9/v1", "apiKey": "none" }, "gpu": { "kind": "openai", "baseUrl": "http://127.0.0.1:9/v1", "apiKey": "none" } }
        """;

    private readonly ConfigurationHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("backpu/m", "backup")]
    [InlineData("bakup/m", "backup")]
    [InlineData("backupp/m/x", "backup")]
    [InlineData("backuq/m", "backup")]
    [InlineData("BACKUQ/m", "backup")]
    [InlineData("holyshep/m", "holysheep")]
    public async System.Threading.Tasks.Task A_prefix_one_slip_from_a_provider_is_refused_in_calls_routes_fallbacks_and_costs(string name, string meant)
    {
        using var client = Client("{ " + Providers + " }");
        var request = new ChatRequest { Messages = [ChatMessage.User("hi")], Model = name };

        var faults = new[]
        {
            await Assert.ThrowsAsync<HolySheepException>(() => client.ChatAsync(request)),
            await Assert.ThrowsAsync<HolySheepException>(async () => await client.StreamAsync(request).GetAsyncEnumerator().MoveNextAsync()),
            Assert.Throws<HolySheepException>(() => client.PlanRoute(request)),
            Assert.Throws<HolySheepException>(() => client.CheckOptions(request)),
            Assert.Throws<HolySheepException>(() => client.PlanRoute(request with { Model = "gpt-4.1", Fallback = [name] })),
            Assert.Throws<HolySheepException>(() => client.MeasureCost([name])),
        };

        Assert.All(faults, fault => Assert.Equal((ErrorCode.ProviderUnknown, true), (fault.Code, fault.Message.EndsWith($"did you mean '{meant}'?", StringComparison.Ordinal))));
        Assert.Contains($"holysheep/{name}", faults[0].Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("meta-llama/llama-4")]
    [InlineData("back/m")]
    [InlineData("gpx/m")]
    [InlineData("holysheep/backuq/m")]
    [InlineData("backup/m")]
    [InlineData("plain")]
    [InlineData("/m")]
    public void Other_names_pass(string name)
    {
        using var client = Client("{ " + Providers + " }");

        var target = client.PlanRoute(new ChatRequest { Messages = [], Model = name, NoFallback = true }).Candidates.Single();

        Assert.Equal(name.StartsWith("holysheep/", StringComparison.Ordinal) || name.StartsWith("backup/", StringComparison.Ordinal) ? name : "holysheep/" + name, target.Target);
    }

    [Theory]
    [InlineData("\"chains\": { \"gpt-4.1\": [ \"backuq/m\" ] }", "chains.gpt-4.1[0]")]
    [InlineData("\"chains\": { \"backuq/m\": [ \"gpt-4.1\" ] }", "chains.backuq/m")]
    [InlineData("\"rules\": [ { \"name\": \"a\", \"when\": { \"task\": \"t\" }, \"model\": \"backuq/m\" } ]", "rules[0].model")]
    [InlineData("\"rules\": [ { \"name\": \"a\", \"when\": { \"task\": \"t\" }, \"chain\": [ \"m\", \"backuq/m\" ] } ]", "rules[0].chain[1]")]
    [InlineData("\"splits\": { \"m\": { \"to\": [ { \"model\": \"backuq/m\", \"percent\": 5 } ] } }", "splits.m.to[0].model")]
    [InlineData("\"models\": { \"m\": { \"targets\": [ \"backuq/m\" ] } }", "models.m.targets[0]")]
    [InlineData("\"defaults\": { \"model\": \"backuq/m\" }", "defaults.model")]
    [InlineData("\"budgets\": { \"b\": { \"limit\": 1, \"action\": \"downgrade\", \"chain\": [ \"backuq/m\" ] } }", "budgets.b.chain[0]")]
    public void The_file_is_refused_with_the_place_of_the_slip(string member, string key)
    {
        var fault = _home.Refusal("{ " + Providers + ", " + member + " }");

        Assert.Equal(key, fault.Key);
        Assert.Contains("did you mean 'backup'?", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("backuq/m")]
    [InlineData("openai/gpt-oss-120b")]
    public void Every_name_passes_where_the_default_provider_takes_ids_with_slashes(string name)
    {
        using var client = Client($$"""
            { "providers": { "backup": { "kind": "openai", "baseUrl": "http://127.0.0.1:9/v1", "apiKey": "none" }, "router": { "kind": "openai", "baseUrl": "http://127.0.0.1:9/v1", "apiKey": "none", "slashIds": true } },
              "defaults": { "provider": "router" }, "chains": { "m": [ "{{name}}" ] }, "models": { "own": { "targets": [ "{{name}}" ] } } }
            """);

        Assert.Equal(["router/m", "router/" + name], client.PlanRoute(new ChatRequest { Messages = [], Model = "m" }).Candidates.Select(candidate => candidate.Target));
        Assert.Equal(["router/" + name], client.PlanRoute(new ChatRequest { Messages = [], Model = "own" }).Candidates.Select(candidate => candidate.Target));
        Assert.Equal("router/" + name, client.PlanRoute(new ChatRequest { Messages = [], Model = name }).Candidates[0].Target);
    }

    [Theory]
    [InlineData("openai/gpt-4.1")]
    [InlineData("anthropic/claude-sonnet-4.5")]
    public void An_id_of_the_catalogue_passes_beside_a_provider_of_a_similar_name(string name)
    {
        using var client = Client($$"""
            { "providers": { "{{name.Split('/')[0]}}s": { "kind": "openai", "baseUrl": "http://127.0.0.1:9/v1", "apiKey": "none" } } }
            """);

        Assert.Equal("holysheep/" + name, client.PlanRoute(new ChatRequest { Messages = [], Model = name, NoFallback = true }).Candidates.Single().Target);
    }

    [Fact]
    public void A_configured_model_passes_whatever_its_name_begins_with()
    {
        using var client = Client("{ " + Providers + ", \"models\": { \"backuq/m\": { \"targets\": [ \"gpu/m\" ] } }, \"chains\": { \"m\": [ \"backuq/m\" ] } }");

        Assert.Equal("gpu/m", client.PlanRoute(new ChatRequest { Messages = [], Model = "backuq/m" }).Candidates[0].Target);
    }

    [Theory]
    [InlineData("backuq/m", "gpu/backuq/m")]
    [InlineData("backup/m", "gpu/backup/m")]
    [InlineData("gpu/m", "gpu/m")]
    public void With_a_provider_given_the_whole_name_is_its_model_id_unless_it_begins_with_that_provider(string name, string target)
    {
        using var client = Client("{ " + Providers + " }");

        Assert.Equal(target, client.PlanRoute(new ChatRequest { Messages = [], Model = name, NoFallback = true, Providers = ["gpu"] }).Candidates.Single().Target);
    }

    [Fact]
    public void The_sandbox_refuses_the_same_slip()
    {
        using var client = new HolySheepClient(new HolySheepClientOptions { Configuration = _home.Read("{ " + Providers + " }"), Sandbox = Sandbox });

        Assert.Throws<HolySheepException>(() => client.PlanRoute(new ChatRequest { Messages = [], Model = "backuq/m" }));
    }

    private static HolySheep.Providers.Sandbox.SandboxScript Sandbox => HolySheep.Providers.Sandbox.SandboxScript.None;

    private HolySheepClient Client(string text) => new(new HolySheepClientOptions { Configuration = _home.Read(text), Environment = _home.Variable });
}
