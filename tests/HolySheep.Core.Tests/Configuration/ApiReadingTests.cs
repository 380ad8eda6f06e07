using System;
using HolySheep.Configuration.Edits;
using HolySheep.Configuration.Options;
using Xunit;

namespace HolySheep.Configuration;

/// <summary>The kinds of providers and their interfaces, in the file and in changes of it.</summary>
public sealed class ApiReadingTests : IDisposable
{
    private const string Address = "\"baseUrl\": \"https://example.com/v1\"";

    private readonly ConfigurationHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("openai", null, ProviderKind.OpenAI, ProviderApi.Chat), InlineData("openai", "auto", ProviderKind.OpenAI, ProviderApi.Auto), InlineData("openai", "responses", ProviderKind.OpenAI, ProviderApi.Responses)]
    [InlineData("openai-responses", null, ProviderKind.OpenAIResponses, ProviderApi.Responses)]
    [InlineData("azure", null, ProviderKind.Azure, ProviderApi.Auto), InlineData("azure", "chat", ProviderKind.Azure, ProviderApi.Chat)]
    public void A_kind_has_its_interface_or_the_one_of_the_file(string kind, string? api, ProviderKind read, ProviderApi through)
    {
        var provider = Read($$"""{ "kind": "{{kind}}", {{Address}}{{(api is null ? "" : $", \"api\": \"{api}\"")}} }""");
        Assert.Equal((read, through), (provider.Kind, provider.Api));
    }

    [Theory]
    [InlineData("""{ "kind": "openai", "api": "response", """ + Address + " }", "'auto', 'chat', 'responses'; did you mean 'responses'")]
    [InlineData("""{ "kind": "openai", "api": true, """ + Address + " }", "'auto', 'chat', 'responses'")]
    [InlineData("""{ "kind": "openai-responses", "api": "chat", """ + Address + " }", "'api' is a choice of the kinds 'openai' and 'azure', and the kind here is 'openai-responses'")]
    [InlineData("""{ "kind": "sandbox", "api": "auto" }""", "the kind here is 'sandbox'")]
    public void Another_interface_is_refused_with_the_choices(string provider, string words)
    {
        var fault = _home.Refusal($$"""{ "providers": { "p": {{provider}} } }""");
        Assert.Equal("providers.p.api", fault.Key);
        Assert.Contains(words, fault.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_mistyped_kind_is_refused_with_the_nearest()
    {
        var fault = _home.Refusal($$"""{ "providers": { "p": { "kind": "openai-response", {{Address}} } } }""");
        Assert.Contains("'openai-responses'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interface_is_written_and_goes_with_a_kind_that_has_only_one()
    {
        Assert.Equal((ProviderKind.Azure, ProviderApi.Responses), Set(new ProviderEdit { Kind = ProviderKind.Azure, BaseUrl = "https://res.openai.azure.com", Api = ProviderApi.Responses }));
        Assert.Equal((ProviderKind.OpenAI, ProviderApi.Responses), Set(new ProviderEdit { Kind = ProviderKind.OpenAI }));
        Assert.Equal((ProviderKind.OpenAIResponses, ProviderApi.Responses), Set(new ProviderEdit { Kind = ProviderKind.OpenAIResponses }));
        Assert.Equal((ProviderKind.OpenAI, ProviderApi.Chat), Set(new ProviderEdit { Kind = ProviderKind.OpenAI }));
    }

    [Theory]
    [InlineData("p", ProviderKind.OpenAI, ProviderApi.Chat, false), InlineData("p", ProviderKind.Azure, ProviderApi.Auto, false), InlineData("p", ProviderKind.Azure, ProviderApi.Chat, true)]
    [InlineData("openai", null, ProviderApi.Auto, false), InlineData("openai", null, ProviderApi.Chat, true), InlineData("groq", null, ProviderApi.Chat, false), InlineData("groq", null, ProviderApi.Responses, true)]
    public void An_interface_that_applies_anyway_is_not_written(string name, ProviderKind? kind, ProviderApi api, bool written)
    {
        _home.Open().SetProvider(name, new ProviderEdit { Kind = kind, BaseUrl = kind is null ? null : "https://example.com/v1", Api = ProviderApi.Responses });
        _home.Open().SetProvider(name, new ProviderEdit { Api = api });
        Assert.Equal(written, System.IO.File.ReadAllText(_home.File).Contains("\"api\"", StringComparison.Ordinal));
        Assert.Equal(api, _home.Open().Read().GetProvider(name).Api);
    }

    private (ProviderKind Kind, ProviderApi Api) Set(ProviderEdit edit)
    {
        var file = _home.Open();
        file.SetProvider("p", edit);
        var provider = _home.Open().Read().GetProvider("p");
        return (provider.Kind, provider.Api);
    }

    private ProviderOptions Read(string provider)
    {
        _home.Write($$"""{ "providers": { "p": {{provider}} } }""");
        return _home.Open().Read().GetProvider("p");
    }
}
