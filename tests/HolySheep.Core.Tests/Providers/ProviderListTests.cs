using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Configuration;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Providers;

public sealed class ProviderListTests : IDisposable
{
    private const string Backup = """ "providers": { "backup": { "kind": "openai", "baseUrl": "http://127.0.0.1:1", "apiKey": [ "env:A", "env:B" ] } } """;

    private readonly TempHome _home = new();

    [Fact]
    public void Every_provider_is_listed_with_the_place_of_its_key_and_never_the_key()
    {
        _home.Set("B", KeyMarker.Value);
        using var client = Open($$"""{ {{Backup}}, "defaults": { "provider": "backup" } }""");
        var list = client.ListProviders();

        Assert.Equal(["backup", "holysheep"], list.Select(provider => provider.Options.Name));
        Assert.Equal(("env:B", true), (list[0].KeyPlace, list[0].IsDefault));
        Assert.Null(list[0].KeyFault);
        Assert.Contains("env:HOLYSHEEP_API_KEY (not set)", list[1].KeyFault);
        Assert.Contains("export HOLYSHEEP_API_KEY", list[1].KeyHint);
        Assert.Empty(KeyMarker.FindInText(string.Concat(list)));
    }

    [Theory]
    [InlineData("""{ "defaults": { "provider": "backup" }, """)]
    [InlineData("""{ "defaults": { "provider": "backup" }, "chains": { "a": [ "holysheepish/a" ] }, """)]
    public void The_built_in_provider_is_not_asked_if_it_is_not_set_up(string start)
    {
        using var client = Open(start + Backup + "}");
        Assert.Equal(["backup"], client.ProviderNames);
    }

    [Theory]
    [InlineData("{ ", null)]
    [InlineData("""{ "defaults": { "provider": "backup" }, """, "a-key")]
    [InlineData("""{ "defaults": { "provider": "backup" }, "models": { "a": { "targets": [ "holysheep/a" ] } }, """, null)]
    [InlineData("""{ "defaults": { "provider": "backup" }, "chains": { "a": [ "holysheep/a" ] }, """, null)]
    public void The_built_in_provider_is_asked_where_it_has_a_key_or_something_leads_to_it(string start, string? key)
    {
        _home.Set("HOLYSHEEP_API_KEY", key);
        using var client = Open(start + Backup + "}");
        Assert.Equal(["backup", "holysheep"], client.ProviderNames);
    }

    [Fact]
    public async Task Listing_models_does_not_warn_about_a_built_in_provider_that_is_not_set_up_unless_it_is_named()
    {
        await using var provider = new ScriptedProvider();
        using var client = Open($$"""{ "providers": { "local": { "kind": "openai", "baseUrl": "{{provider.BaseUrl}}", "apiKey": "none" } }, "defaults": { "provider": "local" } }""");

        Assert.Empty((await client.ListModelsAsync()).Warnings);
        Assert.Single((await client.ListModelsAsync("holysheep")).Warnings);
    }

    public void Dispose() => _home.Dispose();

    private HolySheepClient Open(string json)
    {
        _home.WriteConfig(json);
        return new HolySheepClient(new HolySheepClientOptions { Configuration = new ConfigurationFile(null, _home.Environment).Read(), Environment = _home.Environment });
    }
}
