using System;
using System.Collections.Generic;
using System.Net;
using System.Threading.Tasks;
using HolySheep.Configuration;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Providers.Inspection;

/// <summary>A test of a provider tells what is left of the account, where the vendor tells it.</summary>
public sealed class BalanceTests : IDisposable
{
    private readonly ConfigurationHome _home = new();
    private readonly List<string> _sent = [];

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("deepseek", "https://api.deepseek.com/user/balance", """{ "is_available": true, "balance_infos": [ { "currency": "CNY", "total_balance": "110.00" }, { "currency": "USD", "total_balance": "0.5" } ] }""", "110.00 CNY, 0.50 USD")]
    [InlineData("openrouter", "https://openrouter.ai/api/v1/credits", """{ "data": { "total_credits": 100.5, "total_usage": 25.75 } }""", "74.75 USD")]
    public async Task The_balance_is_told_with_its_currency(string name, string address, string reply, string balance)
    {
        var result = await TestAsync(name, reply);

        Assert.Equal(ProviderVerdict.Fine, result.Verdict);
        Assert.EndsWith($" Its account has {balance} left.", result.Message, StringComparison.Ordinal);
        Assert.Equal(address, _sent[1]);
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "balance_infos": [ { "currency": "<b>", "total_balance": "1" } ] }""")]
    [InlineData("""{ "balance_infos": [ { "currency": "USD", "total_balance": "much" } ] }""")]
    [InlineData("""{ "balance_infos": 7 }""")]
    public async Task A_reply_that_tells_no_balance_changes_nothing(string reply)
    {
        var result = await TestAsync("deepseek", reply);

        Assert.Equal(ProviderVerdict.Fine, result.Verdict);
        Assert.DoesNotContain("account", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_address_of_the_provider_is_not_asked_and_its_key_does_not_leave_it()
    {
        await TestAsync("deepseek", "{}", """ "baseUrl": "http://127.0.0.1:9/v1" """);

        Assert.Equal(["http://127.0.0.1:9/v1/models"], _sent);
    }

    private async Task<ProviderTestResult> TestAsync(string name, string balance, string entry = "")
    {
        _home.Environment[name.ToUpperInvariant() + "_API_KEY"] = "a-key-0123456789";
        _home.Write($$"""{ "providers": { "{{name}}": { {{entry}} } } }""");
        using var client = new HolySheepClient(new HolySheepClientOptions
        {
            Configuration = _home.Open().Read(),
            Environment = _home.Variable,
            Handler = new FakeNetwork((request, _) =>
            {
                _sent.Add(request.RequestUri!.AbsoluteUri);
                return Task.FromResult(FakeNetwork.Json(_sent.Count == 1 ? """{ "data": [ { "id": "m" } ] }""" : balance, HttpStatusCode.OK));
            }),
        });
        return await client.TestProviderAsync(name);
    }
}
