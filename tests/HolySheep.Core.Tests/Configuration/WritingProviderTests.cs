using System;
using System.IO;
using System.Linq;
using HolySheep.Configuration.Edits;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Configuration;

public sealed class WritingProviderTests : IDisposable
{
    private readonly ConfigurationHome _home = new();

    [Fact]
    public void A_new_provider_is_written_with_everything_that_was_given()
    {
        _home.Open().SetProvider("backup", new ProviderEdit
        {
            Kind = ProviderKind.OpenAI,
            BaseUrl = "http://127.0.0.1:8000",
            ApiKeys = ["env:A", "file:key.txt"],
            QuotaGroup = "team-a",
            Region = "ap",
            RequestsPerMinute = 600,
            TokensPerMinute = 90_000,
            MaxConcurrency = 32,
        });
        Assert.Equal(
            """{"providers":{"backup":{"kind":"openai","baseUrl":"http://127.0.0.1:8000","apiKey":["env:A","file:key.txt"],"quotaGroup":"team-a","region":"ap","requestsPerMinute":600,"tokensPerMinute":90000,"maxConcurrency":32}}}""",
            Text());
        Assert.Equal("team-a", _home.Open().Read().Providers["backup"].QuotaGroup);
    }

    [Fact]
    public void A_new_provider_without_a_kind_speaks_the_common_format_and_the_file_says_so()
    {
        _home.Open().SetProvider("backup", new ProviderEdit { BaseUrl = "http://a.example" });
        Assert.Equal("""{"providers":{"backup":{"kind":"openai","baseUrl":"http://a.example"}}}""", Text());
    }

    [Fact]
    public void Omitted_and_unknown_members_stay()
    {
        _home.Write("""{ "zebra": 1.50, "providers": { "other": { "kind": "sandbox" }, "backup": { "later": [ 1 ], "kind": "openai", "baseUrl": "http://a.example", "region": "eu", "maxConcurrency": 4 } } }""");
        _home.Open().SetProvider("backup", new ProviderEdit { Region = "ap" });
        Assert.Equal(
            """{"zebra":1.50,"providers":{"other":{"kind":"sandbox"},"backup":{"later":[1],"kind":"openai","baseUrl":"http://a.example","region":"ap","maxConcurrency":4}}}""",
            Text());
    }

    [Fact]
    public void An_empty_text_an_empty_list_and_a_zero_take_a_member_out()
    {
        _home.Write("""{ "providers": { "backup": { "kind": "openai", "baseUrl": "http://a.example", "apiKey": "env:A", "region": "eu", "requestsPerMinute": 3 } } }""");
        _home.Open().SetProvider("backup", new ProviderEdit { Region = "", ApiKeys = [], RequestsPerMinute = 0 });
        Assert.Equal("""{"providers":{"backup":{"kind":"openai","baseUrl":"http://a.example"}}}""", Text());
    }

    [Fact]
    public void The_built_in_provider_needs_no_kind_and_no_address_of_its_own()
    {
        _home.Open().SetProvider("holysheep", new ProviderEdit { ApiKeys = ["none"] });
        Assert.Equal("""{"providers":{"holysheep":{"apiKey":"none"}}}""", Text());
        Assert.True(_home.Open().Read().Providers["holysheep"].Keyless);
    }

    [Fact]
    public void A_provider_becomes_the_default_where_that_is_asked_for()
    {
        _home.Open().SetProvider("backup", new ProviderEdit { BaseUrl = "http://a.example", MakeDefault = true });
        Assert.Equal("backup", _home.Open().Read().Defaults.Provider);
    }

    [Theory]
    [InlineData("no address", null, "providers.backup.baseUrl")]
    [InlineData("http://user:hs-marker@a.example", null, "providers.backup.baseUrl")]
    [InlineData("http://a.example", "hs-marker-key", "providers.backup.apiKey")]
    [InlineData(null, null, "providers.backup")]
    public void A_change_that_cannot_stand_is_refused_as_an_argument_names_its_key_and_repeats_no_secret(string? baseUrl, string? key, string path)
    {
        var text = "{ } // mine";
        _home.Write(text);
        var error = Assert.Throws<ConfigurationException>(() => _home.Open().SetProvider("backup", new ProviderEdit { BaseUrl = baseUrl, ApiKeys = key is null ? null : [key] }));
        Assert.Equal((ErrorCode.ArgumentInvalid, path), (error.Code, error.Key));
        Assert.DoesNotContain("hs-marker", error + error.Hint);
        Assert.Equal(text, File.ReadAllText(_home.File));
    }

    [Fact]
    public void A_file_that_was_already_unusable_is_reported_as_such_with_its_line()
    {
        _home.Write("{\n \"health\": [] }");
        var error = Assert.Throws<ConfigurationException>(() => _home.Open().SetProvider("backup", new ProviderEdit { BaseUrl = "http://a.example" }));
        Assert.Equal((ErrorCode.ConfigurationInvalid, 2), (error.Code, error.Line));
    }

    [Fact]
    public void A_provider_is_removed_and_the_rest_stays()
    {
        _home.Write("""{ "zebra": 1, "providers": { "backup": { "kind": "sandbox" }, "other": { "kind": "sandbox" } } }""");
        _home.Open().RemoveProvider("backup");
        Assert.Equal("""{"zebra":1,"providers":{"other":{"kind":"sandbox"}}}""", Text());
    }

    [Fact]
    public void A_provider_that_is_used_is_not_removed_and_the_error_names_its_users()
    {
        _home.Write(InUse);
        var error = Assert.Throws<HolySheepException>(() => _home.Open().RemoveProvider("backup"));
        Assert.Equal(ErrorCode.ProviderInUse, error.Code);
        Assert.Equal("The provider 'backup' is still used by the model a, the model b, the chain of c, defaults.provider, defaults.model.", error.Message);
        Assert.Equal(InUse, File.ReadAllText(_home.File));
    }

    [Fact]
    public void Together_with_its_users_it_is_removed_from_all_of_them()
    {
        _home.Write(InUse);
        _home.Open().RemoveProvider("backup", withUses: true);
        Assert.Equal("""{"providers":{"backups":{"kind":"sandbox"}},"models":{"a":{"targets":["backups/a"]},"b":{"strategy":"round-robin"}},"chains":{"c":["d"]},"defaults":{}}""", Text());
        _home.Open().Read();
    }

    [Fact]
    public void Removing_the_built_in_provider_from_the_file_brings_back_the_built_in_settings()
    {
        _home.Write("""{ "providers": { "holysheep": { "baseUrl": "http://a.example" } }, "models": { "a": { "targets": [ "holysheep/a" ] } } }""");
        _home.Open().RemoveProvider("holysheep");
        Assert.Equal("https://api.holysheep.ai/v1", _home.Open().Read().Providers["holysheep"].BaseUrl!.ToString());
        Assert.Contains("built in", Assert.Throws<HolySheepException>(() => _home.Open().RemoveProvider("holysheep")).Message);
    }

    [Fact]
    public void Removing_what_is_not_there_is_an_error_that_knows_the_near_names_and_touches_nothing()
    {
        _home.Write(InUse);
        var error = Assert.Throws<HolySheepException>(() => _home.Open().RemoveProvider("backpu"));
        Assert.Equal(ErrorCode.ProviderUnknown, error.Code);
        Assert.StartsWith("Did you mean 'backup", error.Hint);
        Assert.Equal(InUse, File.ReadAllText(_home.File));
    }

    public void Dispose() => _home.Dispose();

    private const string InUse = """
        {
          "providers": { "backup": { "kind": "sandbox" }, "backups": { "kind": "sandbox" } },
          "models": { "a": { "targets": [ "backup/a", "backups/a" ] }, "b": { "strategy": "round-robin", "targets": [ { "target": "backup/b", "weight": 2 } ] } },
          "chains": { "c": [ "backup/x", "d" ] },
          "defaults": { "provider": "backup", "model": "backup/a" }
        }
        """;

    private string Text() => string.Concat(File.ReadAllText(_home.File).Where(character => !char.IsWhiteSpace(character)));
}
