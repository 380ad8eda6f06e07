using System;
using System.Threading.Tasks;
using HolySheep.Configuration;
using HolySheep.Providers.Inspection;
using HolySheep.TestKit;
using HolySheep.TestKit.Voices;
using Xunit;

namespace HolySheep.Providers.Azure;

/// <summary>What a test of an Azure resource says.</summary>
public sealed class AzureProviderTestTests : IAsyncDisposable
{
    private readonly ConfigurationHome _home = new();
    private readonly ScriptedProvider _provider = new();

    public async ValueTask DisposeAsync()
    {
        _home.Dispose();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task The_endpoint_of_the_resource_is_enough_and_a_deployment_is_not_looked_for_among_models()
    {
        var result = await TestAsync(_provider.Root, "team-gpt-41");
        Assert.Equal(ProviderVerdict.Fine, result.Verdict);
        Assert.Contains("These are not its deployments: the first call shows whether 'team-gpt-41' is one.", result.Message, StringComparison.Ordinal);
        Assert.Equal("/openai/v1/models", Assert.Single(_provider.Requests).Path);
    }

    [Fact]
    public async Task An_older_address_is_tested_with_its_version()
    {
        Assert.Equal(ProviderVerdict.Fine, (await TestAsync(_provider.Root + "/openai/deployments/prod/chat/completions?api-version=2024-10-21")).Verdict);
        Assert.Equal("/openai/models?api-version=2024-10-21", Assert.Single(_provider.Requests).Path);
    }

    [Fact]
    public async Task An_address_without_a_service_is_reported_with_the_advice_to_give_that_of_the_resource()
    {
        _provider.Handle(_ => Reply.Json(404, """{"error":{"code":"404","message":"Resource not found"}}"""));
        var result = await TestAsync(_provider.Root + "/wrong");
        Assert.Equal(ProviderVerdict.ReplyUnexpected, result.Verdict);
        Assert.Contains("https://NAME.openai.azure.com", result.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_key_is_reported_as_a_refused_key()
    {
        _provider.Handle(_ => Voice.Of("azure").Say(Trouble.BadKey));
        Assert.Equal(ProviderVerdict.KeyRefused, (await TestAsync(_provider.Root)).Verdict);
    }

    private async Task<ProviderTestResult> TestAsync(string address, string? model = null)
    {
        _home.Environment["A"] = KeyMarker.Value;
        var configuration = _home.Read($$"""{ "providers": { "az": { "kind": "azure", "baseUrl": "{{address}}", "apiKey": "env:A" } } }""");
        using var client = new HolySheepClient(new HolySheepClientOptions { Configuration = configuration, Environment = _home.Variable });
        return await client.TestProviderAsync("az", model);
    }
}
