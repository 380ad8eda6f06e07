using System;
using System.Linq;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Masking;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Configuration.Presets;

/// <summary>A provider with a preset: what the file says wins, key by key, and what is missing is told.</summary>
public sealed class PresetReadingTests : IDisposable
{
    private readonly ConfigurationHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("groq", "{}")]
    [InlineData("GROQ", "{}")]
    [InlineData("fast", """{ "preset": "groq" }""")]
    [InlineData("openai", """{ "preset": "Groq" }""")]
    public void A_provider_takes_everything_from_the_preset_that_it_carries_or_names(string name, string entry)
    {
        var provider = Provider(name, entry);

        Assert.Equal(("groq", ProviderKind.OpenAI, "https://api.groq.com/openai/v1", true, false), (provider.Preset, provider.Kind, provider.BaseUrl!.AbsoluteUri, provider.SlashIds, provider.Keyless));
        Assert.Equal(["env:GROQ_API_KEY"], provider.ApiKeys.Select(key => key.ToString()));
    }

    [Theory]
    [InlineData(""" "kind": "sandbox" """, "Sandbox  env:GROQ_API_KEY True")]
    [InlineData(""" "baseUrl": "http://127.0.0.1:7" """, "OpenAI http://127.0.0.1:7/v1 env:GROQ_API_KEY True")]
    [InlineData(""" "apiKey": "env:MINE" """, "OpenAI https://api.groq.com/openai/v1 env:MINE True")]
    [InlineData(""" "apiKey": "none" """, "OpenAI https://api.groq.com/openai/v1  True")]
    [InlineData(""" "slashIds": false """, "OpenAI https://api.groq.com/openai/v1 env:GROQ_API_KEY False")]
    public void The_file_wins_key_by_key(string member, string expected)
    {
        var provider = Provider("groq", "{" + member + "}");
        Assert.Equal(expected, $"{provider.Kind} {provider.BaseUrl} {string.Join(",", provider.ApiKeys)} {provider.SlashIds}");
    }

    [Theory]
    [InlineData("openai", "https://openai.example.net/v1", "", "")]
    [InlineData("openai", "https://api.openai.com.example.net/v1", "", "")]
    [InlineData("openai", "https://eu.api.openai.com/v1", "", "env:OPENAI_API_KEY")]
    [InlineData("openai", "http://127.0.0.1:4000/v1", "", "env:OPENAI_API_KEY")]
    [InlineData("azure", "https://mine.services.ai.azure.com", "", "env:AZURE_OPENAI_API_KEY,env:AZURE_API_KEY")]
    [InlineData("openai", "https://gateway.example.net/v1", """, "preset": "openai" """, "env:OPENAI_API_KEY")]
    [InlineData("openai", "https://gateway.example.net/v1", """, "apiKey": "env:MINE" """, "env:MINE")]
    public void The_vendors_key_goes_to_another_host_only_if_the_file_says_so(string name, string address, string more, string keys) =>
        Assert.Equal(keys, string.Join(",", Provider(name, $$"""{ "baseUrl": "{{address}}"{{more}} }""").ApiKeys));

    [Fact]
    public void A_provider_without_a_preset_needs_kind_and_address_and_hears_the_nearest_preset()
    {
        var fault = _home.Refusal("""{ "providers": { "grok": { "apiKey": "env:K" } } }""");

        Assert.Equal("providers.grok", fault.Key);
        Assert.Contains("no preset has the name 'grok'; did you mean 'groq'?", fault.Message);
        Assert.Contains("Get-HolySheepProvider -Preset", fault.Hint);
    }

    [Fact]
    public void An_unknown_preset_is_refused_with_the_nearest_one_and_its_line()
    {
        var fault = _home.Refusal("{ \"providers\": { \"a\": {\n \"preset\": \"mistrall\" } } }");

        Assert.Equal(("providers.a.preset", 2), (fault.Key, fault.Line));
        Assert.Contains("did you mean 'mistral'?", fault.Message);
    }

    [Theory]
    [InlineData("""{ "accountId": "abc-1" }""", null, "https://api.cloudflare.com/client/v4/accounts/abc-1/ai/v1")]
    [InlineData("{}", "from-variable", "https://api.cloudflare.com/client/v4/accounts/from-variable/ai/v1")]
    [InlineData("""{ "accountId": "abc-1" }""", "from-variable", "https://api.cloudflare.com/client/v4/accounts/abc-1/ai/v1")]
    [InlineData("""{ "baseUrl": "http://127.0.0.1:7/v1" }""", null, "http://127.0.0.1:7/v1")]
    public void A_part_of_the_address_comes_from_the_file_or_else_from_its_variable(string entry, string? variable, string expected)
    {
        Set("CLOUDFLARE_ACCOUNT_ID", variable);
        var provider = Provider("cloudflare", entry);

        Assert.Equal(expected, provider.BaseUrl!.AbsoluteUri);
        Assert.Empty(_home.Open().Read().Warnings);
    }

    [Theory]
    [InlineData("cloudflare", "accountId", "CLOUDFLARE_ACCOUNT_ID", "the id of the Cloudflare account")]
    [InlineData("bedrock", "region", "AWS_REGION or AWS_DEFAULT_REGION", "the region of Amazon Bedrock")]
    [InlineData("vertex", "project", "GOOGLE_CLOUD_PROJECT", "the id of the project")]
    public void A_missing_part_takes_only_its_provider_out_and_says_where_to_set_it(string name, string setting, string variables, string meaning)
    {
        var configuration = _home.Read($$"""{ "providers": { "{{name}}": { "apiKey": "env:K" }, "groq": {} } }""");
        _home.Environment["K"] = "a-key";
        _home.Environment["GROQ_API_KEY"] = "another-key";
        var lookup = new KeyLookup(configuration, new System.Collections.Generic.Dictionary<string, Chat.Secret>(), _home.Variable, null, new SecretMask());

        var fault = Assert.Throws<HolySheepException>(() => lookup.Find(configuration.Providers[name]));
        Assert.Equal($"The provider '{name}' cannot be called: its address needs {meaning}, and '{setting}' is not set.", fault.Message);
        Assert.Equal($"Set \"{setting}\" under 'providers.{name}' (Set-HolySheepProvider {name} -Setting @{{ {setting} = '...' }}), or the environment variable {variables}.", fault.Hint);
        Assert.Null(configuration.Providers[name].BaseUrl);
        Assert.Single(lookup.Find(configuration.Providers["groq"]));
    }

    [Theory]
    [InlineData("evil.example/x#")]
    [InlineData("a b")]
    [InlineData("a?b=1")]
    [InlineData("ä")]
    public void A_part_that_would_change_the_rest_of_the_address_is_refused(string value)
    {
        Assert.Equal("providers.cloudflare.accountId", _home.Refusal($$"""{ "providers": { "cloudflare": { "accountId": "{{value}}" } } }""").Key);

        // In a variable it takes out the provider alone.
        Set("CLOUDFLARE_ACCOUNT_ID", value);
        Assert.Contains("CLOUDFLARE_ACCOUNT_ID", Assert.Throws<HolySheepException>(() => KeyLookup.CheckComplete(Provider("cloudflare", "{}"))).Message);
    }

    [Theory]
    [InlineData(null, "https://aiplatform.googleapis.com/v1/projects/p-1/locations/global/endpoints/openapi")]
    [InlineData("europe-west4", "https://europe-west4-aiplatform.googleapis.com/v1/projects/p-1/locations/europe-west4/endpoints/openapi")]
    public void A_region_of_Vertex_is_in_its_host_too(string? location, string expected)
    {
        Set("GOOGLE_CLOUD_LOCATION", location);
        Assert.Equal(expected, Provider("vertex", """{ "project": "p-1" }""").BaseUrl!.AbsoluteUri);
    }

    [Fact]
    public void A_list_at_the_vendor_never_belongs_to_another_address()
    {
        Assert.Equal("https://models.github.ai/catalog/models", Provider("github", "{}").ModelsUrl!.AbsoluteUri);
        Assert.Null(Provider("github", """{ "baseUrl": "http://127.0.0.1:7/v1" }""").ModelsUrl);
        Assert.True(Provider("zai", """{ "baseUrl": "http://127.0.0.1:7/v1" }""").ListsModels);
        Assert.False(Provider("zai", "{}").ListsModels);
        Assert.False(Provider("groq", """{ "modelsUrl": "none" }""").ListsModels);
        Assert.Equal("providers.groq.modelsUrl", _home.Refusal("""{ "providers": { "groq": { "modelsUrl": "nowhere" } } }""").Key);
    }

    [Fact]
    public void The_built_in_provider_stays_what_it_is_and_others_can_take_its_preset()
    {
        Assert.Null(Provider("holysheep", "{}").Preset);
        var other = Provider("second-account", """{ "preset": "holysheep", "apiKey": "env:SECOND" }""");
        Assert.Equal("https://api.holysheep.ai/v1", other.BaseUrl!.AbsoluteUri);
        Assert.Equal(["env:SECOND"], other.ApiKeys.Select(key => key.ToString()));
    }

    [Fact]
    public void A_setting_that_the_preset_does_not_have_is_unknown()
    {
        _home.Read("""{ "providers": { "groq": { "accountId": "x" } } }""");
        Assert.Contains("'accountId' is not known", Assert.Single(_home.Open().Read().Warnings));
    }

    private void Set(string name, string? value)
    {
        if (value is not null)
        {
            _home.Environment[name] = value;
        }
    }

    private ProviderOptions Provider(string name, string entry) => _home.Read($$"""{ "providers": { "{{name}}": {{entry}} } }""").Providers[name];
}
