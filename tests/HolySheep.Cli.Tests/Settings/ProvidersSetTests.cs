using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace HolySheep.Cli.Tests.Settings;

public sealed class ProvidersSetTests : SettingsFixture
{
    [Fact]
    public async Task Every_option_is_written_and_an_empty_value_removes_it_again()
    {
        await SetAsync("providers", "set", "backup", "http://127.0.0.1:8000/v1", "--kind", "openai", "--api", "responses", "--api-key-reference", "env:A,env:B", "--key-order", "spread",
            "--quota-group", "team-a", "--region", "ap", "--requests-per-minute", "600", "--tokens-per-minute", "90000", "--max-concurrency", "32",
            "--header", "X-Team: ops", "--header", "X-Tenant: env:TENANT", "--slash-ids", "--models-url", "none", "--default");

        Assert.Equal("""
            {"backup":{"kind":"openai","api":"responses","baseUrl":"http://127.0.0.1:8000/v1","modelsUrl":"none","apiKey":["env:A","env:B"],"keys":"spread","quotaGroup":"team-a","region":"ap",
            "requestsPerMinute":600,"tokensPerMinute":90000,"maxConcurrency":32,"headers":{"X-Team":"ops","X-Tenant":"env:TENANT"},"slashIds":true}}
            """.ReplaceLineEndings(""), Part("providers"));
        Assert.Equal("""{"provider":"backup"}""", Part("defaults"));

        await SetAsync("providers", "set", "backup", "--api", "chat", "--api-key-reference", "", "--key-order=", "--quota-group", "", "--region", "",
            "--requests-per-minute", "0", "--tokens-per-minute", "0", "--max-concurrency", "0", "--header", "", "--no-slash-ids", "--models-url", "");
        Assert.Equal("""{"backup":{"kind":"openai","baseUrl":"http://127.0.0.1:8000/v1"}}""", Part("providers"));
    }

    [Fact]
    public async Task A_preset_needs_only_its_name_and_the_parts_of_its_address()
    {
        await SetAsync("providers", "set", "groq");
        await SetAsync("providers", "set", "work", "--preset", "azure", "--setting", "resource=contoso");
        await SetAsync("providers", "set", "vertex", "--setting", "project=p", "--api-key-command", "gcloud,auth,print-access-token", "--api-key-lifetime-sec", "2.5");

        Assert.Equal("""{"groq":{},"work":{"preset":"azure","resource":"contoso"},"vertex":{"project":"p","apiKey":{"command":["gcloud","auth","print-access-token"],"ttlSec":2.5}}}""", Part("providers"));
    }

    [Fact]
    public async Task Of_a_pool_the_list_shows_every_key_and_which_are_missing()
    {
        Home.Set("A", "a-key-of-the-pool-0123456789").Set("C", "c-key-of-the-pool-0123456789");
        await SetAsync("providers", "set", "pool", "http://127.0.0.1:8000/v1", "--api-key-reference", "env:A,env:B,env:C");

        Assert.Equal("env:A, env:C, env:B (missing)", (await OutputAsync("providers", "list", "pool")).Split('\t')[2]);
        Assert.Equal(["env:A", "env:C"], (await JsonAsync("providers", "list", "pool"))[0].GetProperty("key_sources").EnumerateArray().Select(place => place.GetString()));
    }

    [Fact]
    public async Task The_list_shows_the_places_of_keys_and_every_setting()
    {
        Home.Set("A", "a-key-of-the-list-0123456789");
        await SetAsync("providers", "set", "backup", "http://127.0.0.1:8000/v1", "--api-key-reference", "env:A", "--region", "ap");

        Assert.Equal(["backup", "openai", "env:A", "", "http://127.0.0.1:8000/v1"], (await OutputAsync("providers", "list", "back*")).TrimEnd('\n').Split('\t'));
        var listed = await JsonAsync("providers", "list");
        Assert.Equal(["backup", "holysheep"], listed.EnumerateArray().Select(provider => provider.GetProperty("name").GetString()).Order());
        var one = (await JsonAsync("providers", "list", "BACKUP"))[0];
        Assert.Equal(("env:A", true, "ap"), (one.GetProperty("key_source").GetString(), one.GetProperty("key_found").GetBoolean(), one.GetProperty("region").GetString()));
        Assert.DoesNotContain("a-key-of-the-list", listed.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("Did you mean 'backup'?", await RefusedAsync("providers", "remove", "bakcup"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_in_use_is_removed_only_with_force()
    {
        await SetAsync("providers", "set", "backup", "http://127.0.0.1:8000/v1");
        await SetAsync("models", "set", "m", "backup/m");

        var refused = await RefusedAsync("providers", "remove", "backup");
        Assert.Contains("still used by the model m", refused, StringComparison.Ordinal);
        Assert.Contains("--force", refused, StringComparison.Ordinal);
        await SetAsync("providers", "remove", "backup", "--force");
        Assert.Equal("{}", Part("providers"));
    }

    [Theory]
    [InlineData("did you mean 'openai'?", "set", "x", "http://h", "--kind", "opanai")]
    [InlineData("expected a 'baseUrl'; no preset has the name 'x'\n", "set", "x")]
    [InlineData("expected a 'baseUrl'; no preset has the name 'grok'; did you mean 'groq'?", "set", "grok")]
    [InlineData("without '/'", "set", "a/b", "http://h")]
    [InlineData("without '/', control characters", "set", " a", "http://h")]
    [InlineData("there is no preset 'gorq'; did you mean 'groq'?", "set", "x", "--preset", "gorq")]
    [InlineData("expected a whole number from 1", "set", "x", "http://h", "--max-concurrency", "-1")]
    [InlineData("--max-concurrency takes a whole number, got '1.5'", "set", "x", "http://h", "--max-concurrency", "1.5")]
    [InlineData("--slash-ids cannot be combined with --no-slash-ids", "set", "x", "http://h", "--slash-ids", "--no-slash-ids")]
    [InlineData("not both", "set", "x", "http://h", "--api-key-reference", "env:A", "--api-key-command", "print-key")]
    [InlineData("holysheep providers set needs NAME", "set")]
    [InlineData("--header takes 'NAME: VALUE', got 'X-Team'", "set", "x", "http://h", "--header", "X-Team")]
    [InlineData("has no part 'x'", "set", "groq", "--setting", "x=y")]
    [InlineData("is built in and has no entry in the file", "remove", "holysheep")]
    public async Task What_is_not_valid_is_refused_and_nothing_is_written(string expected, params string[] line)
    {
        Assert.Contains(expected, await RefusedAsync(["providers", .. line]), StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(Home.ConfigPath));
    }
}
