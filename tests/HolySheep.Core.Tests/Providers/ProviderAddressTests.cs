using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Configuration;
using HolySheep.Chat;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Providers;

/// <summary>What a provider's entry adds to every request: the query of its address, and its headers.</summary>
public sealed class ProviderAddressTests : IDisposable
{
    private readonly ConfigurationHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("/v1?api-version=2026-01-01", "/v1/chat/completions?api-version=2026-01-01")]
    [InlineData("/v1/?api-version=2026-01-01&region=eu", "/v1/chat/completions?api-version=2026-01-01&region=eu")]
    [InlineData("/openai/v1/chat/completions?api-version=preview", "/openai/v1/chat/completions?api-version=preview")]
    [InlineData("?a=%20b", "/v1/chat/completions?a=%20b")]
    [InlineData("/v1?", "/v1/chat/completions")]
    public async Task The_query_of_the_address_goes_with_every_request(string address, string sent)
    {
        await using var provider = new ScriptedProvider();
        using var client = Client(provider, address, "");

        await client.ChatAsync(Stage.Question());
        await client.ListModelsAsync("p");

        Assert.Equal([sent, sent.Replace("/chat/completions", "/models", StringComparison.Ordinal)], provider.Requests.Select(request => request.Path));
    }

    [Theory]
    [InlineData("key"), InlineData("api_key"), InlineData("Api-Key"), InlineData("access_token"), InlineData("code"), InlineData("a=1&sig")]
    public void A_key_in_the_query_is_refused_without_being_shown(string name)
    {
        var fault = _home.Refusal($$"""{ "providers": { "p": { "kind": "openai", "baseUrl": "http://127.0.0.1/v1?{{name}}=hush-hush" } } }""");

        Assert.Equal("providers.p.baseUrl", fault.Key);
        Assert.DoesNotContain("hush", fault.Message + fault.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_of_a_provider_go_with_its_requests_alone_and_the_callers_own_goes_before_them()
    {
        await using var provider = new ScriptedProvider();
        await using var other = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Throttle("3600"), Reply.Throttle("3600"));
        _home.Environment["TEAM"] = "team-of-the-variable";
        using var client = Client(provider, "/v1", """, "headers": { "X-Org": "acme", "x-team": "env:TEAM", "User-Agent": "mine/1", "X-Own": "file" }""",
            $$""", "o": { "kind": "openai", "baseUrl": "{{other.BaseUrl}}", "apiKey": "none" }""");

        await client.ChatAsync(Stage.Question() with { Fallback = ["o/m"], ExtraHeaders = new Dictionary<string, string> { ["X-Own"] = "caller" } });
        await client.ListModelsAsync("p");

        Assert.All(provider.Requests, request => Assert.Equal(("acme", "team-of-the-variable", "mine/1"), (request.Header("X-Org"), request.Header("X-Team"), request.Header("User-Agent"))));
        Assert.Equal(["caller", "file"], provider.Requests.Select(request => request.Header("X-Own")).Distinct());
        Assert.All(other.Requests, request => Assert.Null(request.Header("X-Org")));
        Assert.NotEmpty(other.Requests);
    }

    [Theory]
    [InlineData("\"X-A\": \"a\\nX-B: b\"", "control characters")]
    [InlineData("\"X-A\": \"Kế toán\"", "printable ASCII")]
    [InlineData("\"X-A\": \"env:LINES\"", "line breaks")]
    [InlineData("\"X-A\": \"env:\"", "the value of a header")]
    [InlineData("\"X A\": \"a\"", "name of a header")]
    [InlineData("\"X-A:\": \"a\"", "name of a header")]
    [InlineData("\"Host\": \"a\"", "written by HolySheep")]
    [InlineData("\"authorization\": \"env:KEY\"", "written by HolySheep")]
    [InlineData("\"x-api-key\": \"env:KEY\"", "written by HolySheep")]
    [InlineData("\"X-A\": \"a\", \"x-a\": \"b\"", "twice")]
    [InlineData("\"X-A\": 3", "the value of a header")]
    public void A_header_that_cannot_be_sent_is_refused(string headers, string reason)
    {
        _home.Environment["LINES"] = "a\nX-B: b";
        _home.Environment["KEY"] = "hush-hush";

        var fault = _home.Refusal($$"""{ "providers": { "p": { "kind": "openai", "baseUrl": "http://127.0.0.1/v1", "headers": { {{headers}} } } } }""");

        Assert.StartsWith("providers.p.headers.", fault.Key, StringComparison.Ordinal);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", fault.Message + fault.Hint, StringComparison.Ordinal);
    }

    [Theory, Modes]
    public async Task A_header_whose_variable_is_not_set_takes_its_own_provider_out_and_no_other(CallMode mode)
    {
        await using var provider = new ScriptedProvider();
        await using var other = new ScriptedProvider();
        other.OnAny().Answer(Reply.Text("from the other"));
        using var client = Client(provider, "/v1", """, "headers": { "X-Team": "team", "X-Tenant": "env:TENANT_OF_NOBODY" }""",
            $$""", "o": { "kind": "openai", "baseUrl": "{{other.BaseUrl}}", "apiKey": "none" }""");

        var answered = await Caller.AskAsync(client, Stage.Question() with { Fallback = ["o/m"] }, mode);
        var alone = await Caller.AskAsync(client, Stage.Question() with { NoFallback = true }, mode);
        var test = await client.TestProviderAsync("p");
        var listed = await client.ListModelsAsync();

        Assert.Equal("from the other", answered.Result.Content);
        string[] told = [Assert.Single(answered.Result.Warnings, warning => warning.Contains("X-Tenant", StringComparison.Ordinal)), alone.Error!.Message, test.Message, .. listed.Warnings];
        Assert.Equal(4, told.Length);
        Assert.All(told, message => Assert.Contains("'p' cannot be called: its header 'X-Tenant' needs the environment variable 'TENANT_OF_NOBODY', which is not set", message, StringComparison.Ordinal));
        Assert.Contains("TENANT_OF_NOBODY", test.Hint, StringComparison.Ordinal);
        Assert.Contains(client.PlanRoute(Stage.Question()).Candidates, entry => entry.Provider == "p" && entry.Reason!.Contains("TENANT_OF_NOBODY", StringComparison.Ordinal));
        Assert.Empty(provider.Requests);
    }

    [Fact]
    public async Task A_key_of_the_caller_does_not_stand_for_a_header_that_has_no_value()
    {
        await using var provider = new ScriptedProvider();
        using var client = Client(provider, "/v1", """, "headers": { "X-Tenant": "env:TENANT_OF_NOBODY" }""");

        await Assert.ThrowsAnyAsync<Exception>(() => client.ChatAsync(Stage.Question() with { NoFallback = true, ApiKey = new Secret("key-of-the-caller") }));

        Assert.Empty(provider.Requests);
    }

    [Fact]
    public async Task A_header_authorizes_where_no_key_is_asked_for_and_is_masked()
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Error(400, "bad", "The credential Bearer hush-hush-123456 is odd (hush-hush-123456)."));
        _home.Environment["KEY"] = "Bearer hush-hush-123456";
        using var client = Client(provider, "/v1", """, "headers": { "Authorization": "env:KEY" }""");

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => client.ChatAsync(Stage.Question() with { NoFallback = true }));

        Assert.Equal("Bearer hush-hush-123456", provider.Requests[0].Header("Authorization"));
        Assert.DoesNotContain("hush-hush", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_itself_does_not_stand_among_the_headers() => Assert.Contains("must not be in the file", _home.Refusal(
        """{ "providers": { "p": { "kind": "openai", "baseUrl": "http://127.0.0.1/v1", "apiKey": "none", "headers": { "Authorization": "Bearer abc" } } } }""").Message, StringComparison.Ordinal);

    private HolySheepClient Client(ScriptedProvider provider, string address, string members, string more = "")
    {
        var root = new Uri(provider.BaseUrl).GetLeftPart(UriPartial.Authority);
        return new(new HolySheepClientOptions
        {
            Configuration = _home.Read($$"""{ "providers": { "p": { "kind": "openai", "baseUrl": "{{root}}{{address}}", "apiKey": "none"{{members}} }{{more}} }, "defaults": { "provider": "p", "model": "m" } }"""),
            Environment = _home.Variable,
            TimeProvider = new AutoAdvanceTimeProvider(),
        });
    }
}
