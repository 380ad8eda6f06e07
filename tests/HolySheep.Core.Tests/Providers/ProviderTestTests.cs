using System;
using System.Threading.Tasks;
using HolySheep.Configuration;
using HolySheep.Errors;
using HolySheep.Providers.Inspection;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Providers;

public sealed class ProviderTestTests : IAsyncDisposable
{
    private readonly TempHome _home = new TempHome().Set("A", KeyMarker.Value).Set("B", KeyMarker.Value + "-second");
    private readonly ScriptedProvider _provider = new();

    [Fact]
    public async Task A_provider_that_answers_and_takes_the_key_is_fine_with_its_latency_and_models()
    {
        var result = await TestAsync(_provider.BaseUrl);

        Assert.Equal((ProviderVerdict.Fine, 200, 4), (result.Verdict, result.Status, result.ModelCount));
        Assert.True(result.Latency > TimeSpan.Zero);
        Assert.Contains("accepts the key from env:A", result.Message);
        Assert.Null(result.Hint);
    }

    [Fact]
    public async Task A_missing_key_is_reported_with_the_places_and_no_call_is_made()
    {
        var result = await TestAsync(_provider.BaseUrl, keys: "\"env:NOT_SET\"");

        Assert.Equal(ProviderVerdict.KeyMissing, result.Verdict);
        Assert.Contains("env:NOT_SET (not set)", result.Message);
        Assert.Contains("$env:NOT_SET = '...'", result.Hint);
        Assert.Empty(_provider.Requests);
    }

    [Theory]
    [InlineData(401, ProviderVerdict.KeyRefused)]
    [InlineData(403, ProviderVerdict.KeyRefused)]
    [InlineData(402, ProviderVerdict.RateLimited)]
    [InlineData(429, ProviderVerdict.RateLimited)]
    [InlineData(404, ProviderVerdict.ReplyUnexpected)]
    [InlineData(302, ProviderVerdict.ReplyUnexpected)]
    [InlineData(400, ProviderVerdict.ReplyUnexpected)]
    [InlineData(500, ProviderVerdict.ProviderFailed)]
    [InlineData(503, ProviderVerdict.ProviderFailed)]
    public async Task A_status_has_its_verdict_and_its_hint(int status, ProviderVerdict verdict)
    {
        _provider.Handle(_ => Reply.Error(status, null, "scripted", null));
        var result = await TestAsync(_provider.BaseUrl);

        Assert.Equal((verdict, (int?)status), (result.Verdict, result.Status));
        Assert.False(result.Succeeded);
        Assert.NotNull(result.Hint);
        Assert.NotNull(result.Latency);
    }

    [Fact]
    public async Task A_page_in_place_of_a_list_is_a_reply_that_was_not_expected()
    {
        _provider.Handle(_ => Reply.Html(200));
        Assert.Equal(ProviderVerdict.ReplyUnexpected, (await TestAsync(_provider.BaseUrl)).Verdict);
    }

    [Fact]
    public async Task Every_key_is_tested_and_a_refused_one_is_named_by_its_place_and_never_shown()
    {
        _provider.Handle(request => request.Headers["authorization"].EndsWith("-second", StringComparison.Ordinal)
            ? Reply.Error(401, "invalid_api_key", "no such key: " + KeyMarker.Value + "-second") : null);
        var result = await TestAsync(_provider.BaseUrl, keys: "[ \"env:A\", \"env:B\" ]");

        Assert.Equal(ProviderVerdict.KeyRefused, result.Verdict);
        Assert.Contains("the key from env:B", result.Message);
        Assert.Empty(KeyMarker.FindInText(result.ToString()));
        Assert.Equal(2, _provider.Requests.Count);
    }

    [Fact]
    public async Task A_provider_that_is_called_without_a_key_and_wants_one_says_so()
    {
        _provider.Handle(_ => Reply.Error(401, "invalid_api_key", "give a key"));
        var result = await TestAsync(_provider.BaseUrl, keys: "\"none\"");

        Assert.Equal(ProviderVerdict.KeyRefused, result.Verdict);
        Assert.Contains("without one", result.Hint);
    }

    [Fact]
    public async Task A_name_without_an_address_is_a_fault_of_the_name() =>
        Assert.Equal(ProviderVerdict.DnsFailed, (await TestAsync("http://no-such-host.invalid/v1")).Verdict);

    [Fact]
    public async Task A_port_without_a_listener_is_unreachable()
    {
        using var dead = DeadEndpoint.Refusing();
        var result = await TestAsync(dead.BaseUrl);

        Assert.Equal((ProviderVerdict.Unreachable, null, null), (result.Verdict, result.Status, result.Latency));
    }

    [Fact]
    public async Task A_connection_that_breaks_is_unreachable()
    {
        _provider.Handle(_ => Reply.Reset());
        Assert.Equal(ProviderVerdict.Unreachable, (await TestAsync(_provider.BaseUrl)).Verdict);
    }

    [Fact]
    public async Task An_address_that_never_connects_is_a_timeout()
    {
        using var dead = await DeadEndpoint.HangingAsync();
        Assert.Equal(ProviderVerdict.Timeout, (await TestAsync(dead.BaseUrl, rest: """, "defaults": { "connectSec": 0.2 }""")).Verdict);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_provider_that_says_nothing_is_a_timeout(bool afterHeaders)
    {
        _provider.Handle(_ => afterHeaders ? Reply.SilentAfterHeaders() : Reply.Silent());
        Assert.Equal(ProviderVerdict.Timeout, (await TestAsync(_provider.BaseUrl, rest: """, "defaults": { "attemptTimeoutSec": 0.3 }""")).Verdict);
    }

    [Fact]
    public async Task An_untrusted_certificate_is_a_fault_of_TLS_and_is_fine_once_its_authority_is_named()
    {
        await using var secure = new ScriptedProvider(tls: true);
        Assert.Equal(ProviderVerdict.TlsFailed, (await TestAsync(secure.BaseUrl)).Verdict);
        Assert.Equal(ProviderVerdict.Fine, (await TestAsync(secure.BaseUrl, rest: $$""", "network": { "caFile": "{{secure.CaFile.Replace('\\', '/')}}" }""")).Verdict);
    }

    [Fact]
    public async Task A_certificate_that_a_named_authority_does_not_vouch_for_is_reported_with_the_reason()
    {
        await using var secure = new ScriptedProvider(tls: true);
        await using var proxy = new ScriptedProxy { Route = _ => new Uri(secure.Root) };
        using var stranger = new TestAuthority();

        var other = await TestAsync("https://other.example/v1", rest: $$""", "network": { "proxy": "{{proxy.Url}}", "caFile": "{{secure.CaFile.Replace('\\', '/')}}" }""");
        var untrusted = await TestAsync(secure.BaseUrl, rest: $$""", "network": { "caFile": "{{stranger.CaFile.Replace('\\', '/')}}" }""");

        Assert.Equal((ProviderVerdict.TlsFailed, ProviderVerdict.TlsFailed), (other.Verdict, untrusted.Verdict));
        Assert.Contains("(the server's certificate is for another host name: localhost)", other.Message, StringComparison.Ordinal);
        Assert.Contains("(neither the system nor network.caFile trusts the authority of the server's certificate: CN=HolySheep test authority)", untrusted.Message, StringComparison.Ordinal);
        Assert.Contains("the host name in the address", other.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_proxy_that_wants_a_password_is_a_fault_of_the_proxy_and_is_fine_with_one(bool tls)
    {
        await using var provider = new ScriptedProvider(tls: tls);
        await using var proxy = new ScriptedProxy("user", "secret");
        var authority = tls ? $", \"caFile\": \"{provider.CaFile.Replace('\\', '/')}\"" : "";

        Assert.Equal(ProviderVerdict.ProxyFailed, (await TestAsync(provider.BaseUrl, rest: $$""", "network": { "proxy": "{{proxy.Url}}"{{authority}} }""")).Verdict);
        var open = $"http://user:secret@{proxy.Url.Authority}";
        Assert.Equal(ProviderVerdict.Fine, (await TestAsync(provider.BaseUrl, rest: $$""", "network": { "proxy": "{{open}}"{{authority}} }""")).Verdict);
    }

    [Theory]
    [InlineData("http://no-such-proxy.invalid:3128")]
    [InlineData("refusing")]
    [InlineData("hanging")]
    public async Task A_proxy_that_is_not_there_is_a_fault_of_the_proxy_and_not_of_the_provider(string proxy)
    {
        using var dead = proxy == "hanging" ? await DeadEndpoint.HangingAsync() : DeadEndpoint.Refusing();
        var address = proxy.StartsWith("http", StringComparison.Ordinal) ? proxy : dead.BaseUrl.Replace("/v1", "", StringComparison.Ordinal);
        var result = await TestAsync(_provider.BaseUrl, rest: $$""", "network": { "proxy": "{{address}}" }, "defaults": { "connectSec": 0.2 }""");

        Assert.Equal(ProviderVerdict.ProxyFailed, result.Verdict);
        Assert.Contains("network.proxy", result.Hint);
    }

    [Fact]
    public async Task A_proxy_that_a_command_names_for_itself_is_reported_as_such()
    {
        using var dead = DeadEndpoint.Refusing();
        var proxy = new Uri(dead.BaseUrl.Replace("/v1", "", StringComparison.Ordinal));
        _home.WriteConfig($$"""{ "providers": { "local": { "kind": "openai", "baseUrl": "{{_provider.BaseUrl}}", "apiKey": "none" } }, "network": { "proxy": "http://127.0.0.1:2" } }""");

        var result = await RunAsync(change: configuration => configuration with { Network = configuration.Network.With(proxy, user: null, password: null, direct: false) });

        Assert.Equal(ProviderVerdict.ProxyFailed, result.Verdict);
        Assert.StartsWith($"Check {CommandHint.Option("Proxy")} ({proxy})", result.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_is_not_listed_is_reported_with_the_nearest_one()
    {
        var result = await TestAsync(_provider.BaseUrl, model: "gpt-4.2");

        Assert.Equal((ProviderVerdict.ModelUnknown, 200), (result.Verdict, result.Status));
        Assert.Equal("Did you mean 'gpt-4.1'?", result.Hint);
        Assert.Equal(ProviderVerdict.Fine, (await TestAsync(_provider.BaseUrl, model: "gpt-4.1")).Verdict);
    }

    [Theory]
    [InlineData("gpt-4.1", ProviderVerdict.Fine)]
    [InlineData("local/gpt-4.1-here", ProviderVerdict.Fine)]
    [InlineData("claude-sonnet-4-5", ProviderVerdict.Fine)]
    [InlineData("elsewhere", ProviderVerdict.ModelUnknown)]
    public async Task A_model_is_looked_for_by_the_id_that_a_call_would_send(string model, ProviderVerdict verdict)
    {
        _provider.Lists("gpt-4.1-here", "claude-sonnet-4.5");
        var models = """, "models": { "gpt-4.1": { "targets": [ "holysheep/gpt-4.1", "local/gpt-4.1-here" ] }, "elsewhere": { "targets": [ "holysheep/elsewhere" ] } }""";
        Assert.Equal(verdict, (await TestAsync(_provider.BaseUrl, model: model, rest: models)).Verdict);
    }

    [Fact]
    public async Task A_sandbox_of_the_configuration_is_fine()
    {
        _home.WriteConfig("""{ "providers": { "local": { "kind": "sandbox" } } }""");
        var result = await RunAsync();

        Assert.Equal(ProviderVerdict.Fine, result.Verdict);
        Assert.StartsWith("The sandbox answers", result.Message);
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        _home.Dispose();
    }

    private Task<ProviderTestResult> TestAsync(string baseUrl, string? model = null, string keys = "\"env:A\"", string rest = "")
    {
        _home.WriteConfig($$"""{ "providers": { "local": { "kind": "openai", "baseUrl": "{{baseUrl}}", "apiKey": {{keys}} } }{{rest}} }""");
        return RunAsync(model);
    }

    private async Task<ProviderTestResult> RunAsync(string? model = null, Func<HolySheepConfiguration, HolySheepConfiguration>? change = null)
    {
        using var client = new HolySheepClient(new HolySheepClientOptions
        {
            Configuration = new ConfigurationFile(null, _home.Environment).Read() is var read && change is null ? read : change(read),
            Environment = _home.Environment,
        });
        return await client.TestProviderAsync("local", model);
    }
}
