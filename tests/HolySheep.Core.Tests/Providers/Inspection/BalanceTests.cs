using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using HolySheep.Configuration;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Providers.Inspection;

/// <summary>What is left of an account, where the provider tells it; a failure of it never fails the test.</summary>
public sealed class BalanceTests : IDisposable
{
    private const string Key = "key-of-account-0123456789";
    private readonly ConfigurationHome _home = new();
    private readonly List<string> _asked = [];

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("deepseek", "api.deepseek.com/user/balance", """{"is_available":true,"balance_infos":[{"currency":"CNY","total_balance":"110.00"},{"currency":"USD","total_balance":3.5}]}""", "110.00 CNY, 3.50 USD")]
    [InlineData("openrouter", "openrouter.ai/api/v1/credits", """{"data":{"total_credits":100.5,"total_usage":25.75}}""", "74.75 USD")]
    [InlineData("openrouter", "openrouter.ai/api/v1/key", """{"data":{"label":"x","limit":5,"limit_remaining":4.8984}}""", "4.8984 USD")]
    [InlineData("openrouter", "openrouter.ai/api/v1/key", """{"data":{"label":"x","limit":null,"limit_remaining":null}}""", null)]
    [InlineData("holysheep", "holysheep.ai/api/stats/overview", """{"balance":"12.345","todayCost":1,"totalCalls":9}""", "12.345")]
    [InlineData("deepseek", "api.deepseek.com/user/balance", """{"balance_infos":[{"currency":"<script>","total_balance":"1"}]}""", "1.00")]
    [InlineData("deepseek", "api.deepseek.com/user/balance", """{"balance_infos":{"currency":"USD"}}""", null)]
    [InlineData("deepseek", "api.deepseek.com/user/balance", """[1,"\ud800"]""", null)]
    [InlineData("deepseek", "api.deepseek.com/user/balance", "<html>", null)]
    [InlineData("deepseek", "api.deepseek.com/user/balance", """{"balance_infos":[{"currency":"USD","total_balance":"1e99"}]}""", null)]
    [InlineData("groq", "", "", null)]
    public async Task The_balance_is_reported_with_its_currency_or_null(string provider, string address, string reply, string? balance)
    {
        _home.Write($$"""{ "providers": { "{{provider}}": { "apiKey": "env:KEY" } } }""");
        var result = await TestAsync(provider, path => path == address ? FakeNetwork.Json(reply) : null);

        Assert.Equal((ProviderVerdict.Fine, balance), (result.Verdict, result.Balance));
        Assert.Equal(balance is not null, result.Message.Contains("left", StringComparison.Ordinal));
        Assert.Equal(address.Length > 0, _asked.Contains(address));
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized), InlineData(HttpStatusCode.Redirect), InlineData(HttpStatusCode.InternalServerError), InlineData((HttpStatusCode)0)]
    public async Task A_failure_of_the_balance_fails_no_test(HttpStatusCode status)
    {
        _home.Write("""{ "providers": { "deepseek": { "apiKey": "env:KEY" } } }""");
        var result = await TestAsync("deepseek", path => !path.EndsWith("balance", StringComparison.Ordinal) ? null : status == 0 ? throw new HttpRequestException("reset") : FakeNetwork.Json("{}", status));
        Assert.Equal((ProviderVerdict.Fine, null), (result.Verdict, result.Balance));
    }

    [Theory]
    [InlineData("""{ "providers": { "deepseek": { "baseUrl": "https://proxy.example/v1", "apiKey": "env:KEY" } } }""", "deepseek")]
    [InlineData("""{ "providers": { "holysheep": { "baseUrl": "https://proxy.example/v1", "apiKey": "env:KEY" } } }""", "holysheep")]
    [InlineData("""{ "providers": { "mine": { "kind": "openai", "baseUrl": "https://proxy.example/v1", "apiKey": "env:KEY" } } }""", "mine")]
    public async Task The_key_of_another_address_is_never_sent_to_the_vendor(string configuration, string provider)
    {
        _home.Write(configuration);
        await TestAsync(provider, _ => null);
        Assert.All(_asked, path => Assert.StartsWith("proxy.example/", path, StringComparison.Ordinal));
    }

    private async Task<ProviderTestResult> TestAsync(string provider, Func<string, HttpResponseMessage?> reply)
    {
        using var client = new HolySheepClient(new HolySheepClientOptions
        {
            Configuration = _home.Open().Read(),
            Environment = name => name == "KEY" ? Key : null,
            TimeProvider = new AutoAdvanceTimeProvider(),
            Handler = new FakeNetwork((request, _) =>
            {
                var path = request.RequestUri!.Host + request.RequestUri.AbsolutePath;
                _asked.Add(path);
                Assert.Equal("Bearer " + Key, request.Headers.Authorization?.ToString());
                return Task.FromResult(reply(path) ?? (path.EndsWith("/models", StringComparison.Ordinal) ? FakeNetwork.Json("""{"data":[{"id":"m"}]}""") : FakeNetwork.Json("{}", HttpStatusCode.NotFound)));
            }),
        });
        return await client.TestProviderAsync(provider);
    }
}
