using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HolySheep.Configuration.Edits;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Configuration.Presets;

public sealed class WritingPresetTests : IDisposable
{
    private readonly ConfigurationHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_provider_that_carries_a_presets_name_is_written_as_nothing_but_its_name()
    {
        _home.Open().SetProvider("groq", new ProviderEdit());
        Assert.Equal("""{"providers":{"groq":{}}}""", Text());
        Assert.Equal("https://api.groq.com/openai/v1", _home.Open().Read().Providers["groq"].BaseUrl!.AbsoluteUri);
    }

    [Fact]
    public void Another_name_is_written_with_its_preset_and_without_a_kind()
    {
        _home.Open().SetProvider("fast", new ProviderEdit { Preset = "groq", ApiKeys = ["env:FAST_KEY"] });
        Assert.Equal("""{"providers":{"fast":{"preset":"groq","apiKey":"env:FAST_KEY"}}}""", Text());
    }

    [Fact]
    public void A_kind_that_is_given_is_written_beside_the_preset()
    {
        _home.Open().SetProvider("groq", new ProviderEdit { Kind = ProviderKind.Sandbox });
        Assert.Equal("""{"providers":{"groq":{"kind":"sandbox"}}}""", Text());
    }

    [Fact]
    public void Parts_of_the_address_are_written_in_their_own_spelling_and_taken_out_by_an_empty_text()
    {
        _home.Open().SetProvider("cloudflare", new ProviderEdit { Settings = new Dictionary<string, string> { ["ACCOUNTID"] = "abc" } });
        Assert.Equal("""{"providers":{"cloudflare":{"accountId":"abc"}}}""", Text());
        _home.Open().SetProvider("cloudflare", new ProviderEdit { Settings = new Dictionary<string, string> { ["accountId"] = "" }, ModelsUrl = "none" });
        Assert.Equal("""{"providers":{"cloudflare":{"modelsUrl":"none"}}}""", Text());
    }

    [Theory]
    [InlineData("cloudflare", "acountId", "did you mean 'accountId'?")]
    [InlineData("groq", "accountId", "has no part 'accountId'")]
    [InlineData("mine", "accountId", "has no preset")]
    public void A_part_that_the_address_does_not_have_is_refused_and_nothing_is_written(string name, string setting, string message)
    {
        var fault = Assert.Throws<HolySheepException>(() => _home.Open().SetProvider(name, new ProviderEdit { BaseUrl = "http://127.0.0.1:7", Settings = new Dictionary<string, string> { [setting] = "x" } }));
        Assert.Equal(ErrorCode.ArgumentInvalid, fault.Code);
        Assert.Contains(message, fault.Message);
        Assert.False(File.Exists(_home.File));
    }

    [Fact]
    public void A_name_that_is_not_a_preset_and_has_no_address_is_refused_with_the_nearest_preset()
    {
        var fault = Assert.Throws<ConfigurationException>(() => _home.Open().SetProvider("fireworsk", new ProviderEdit { Preset = "fireworsk" }));
        Assert.Equal((ErrorCode.ArgumentInvalid, "providers.fireworsk.preset"), (fault.Code, fault.Key));
        Assert.Contains("did you mean 'fireworks'?", fault.Message);
    }

    private string Text() => string.Concat(File.ReadAllText(_home.File).Where(character => !char.IsWhiteSpace(character)));
}
