using System;
using System.Linq;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Configuration;

/// <summary>The clients of a gateway: what they are, and what is refused.</summary>
public sealed class GatewayReadingTests : IDisposable
{
    private readonly ConfigurationHome _home = new();

    [Fact]
    public void A_client_is_read_with_everything_that_it_says()
    {
        var client = Assert.Single(_home.Read("""
            { "gateway": { "clients": { "ci": { "token": "env:CI_TOKEN", "tags": { "team": "ops" }, "models": [ "gpt-4.1" ], "maxCostPerDay": 5, "maxCostPerMonth": 100,
              "maxCostPerSession": 2, "maxCostPerCall": 0.5, "requestsPerMinute": 120, "maxConcurrency": 8 } } } }
            """).GatewayClients);
        Assert.Equal(("ci", "env:CI_TOKEN", "ops", "gpt-4.1"), (client.Name, client.Token.ToString(), client.Tags["team"], client.Models.Single()));
        Assert.Equal((5m, 100m, 2m, 0.5m, 120, 8), (client.MaxCostPerDay, client.MaxCostPerMonth, client.MaxCostPerSession, client.MaxCostPerCall, client.RequestsPerMinute, client.MaxConcurrency));
    }

    [Fact]
    public void Its_limits_for_a_day_and_a_month_are_budgets_of_its_calls_beside_the_others()
    {
        var configuration = _home.Read("""
            { "budgets": { "all": { "limit": 9, "period": "day" } }, "gateway": { "clients": { "ci": { "token": "env:A", "maxCostPerDay": 5, "maxCostPerMonth": 100 }, "free": { "token": "env:B" } } } }
            """);
        Assert.Equal("all", Assert.Single(configuration.Budgets).Name);
        Assert.Equal(
            [("all", "all", 9m, "day"), ("client ci (day)", "tag=client=ci", 5m, "day"), ("client ci (month)", "tag=client=ci", 100m, "month")],
            configuration.BudgetsInForce.Select(budget => (budget.Name, budget.Scope.ToString(), budget.Limit, budget.Period.ToString())));
        Assert.All(configuration.BudgetsInForce, budget => Assert.Equal(BudgetAction.Stop, budget.Action));
    }

    [Theory]
    [InlineData("{ }", "expected a 'token'")]
    [InlineData("""{ "token": "hs-a-token-itself-0123456789" }""", "a token itself must not be in the file")]
    [InlineData("""{ "token": "secret:team/ci" }""", "expected a reference to the token")]
    [InlineData("""{ "token": "env:A", "tags": { "client": "other" } }""", "are set by the gateway")]
    [InlineData("""{ "token": "env:A", "tags": { "session": "other" } }""", "are set by the gateway")]
    [InlineData("""{ "token": "env:A", "maxCostPerDay": -1 }""", "an amount of USD")]
    [InlineData("""{ "token": "env:A", "maxConcurrency": 0 }""", "a whole number from 1")]
    public void What_is_not_a_client_is_refused_and_no_message_repeats_a_token(string client, string words)
    {
        var refusal = _home.Refusal($$"""{ "gateway": { "clients": { "ci": {{client}} } } }""");
        Assert.Contains(words, refusal.Message + " " + refusal.Hint, StringComparison.Ordinal);
        Assert.DoesNotContain("hs-a-token-itself", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a=b")]
    [InlineData("a,b")]
    [InlineData(" a")]
    public void A_name_that_a_tag_cannot_hold_is_refused(string name) =>
        Assert.Contains("expected a name", _home.Refusal($$"""{ "gateway": { "clients": { "{{name}}": { "token": "env:A" } } } }""").Message, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_key_is_a_warning_with_the_nearest_known_one() =>
        Assert.Contains("maxCostPerDay", Assert.Single(_home.Read("""{ "gateway": { "clients": { "ci": { "token": "env:A", "maxCostPerDays": 1 } } } }""").Warnings), StringComparison.Ordinal);

    [Fact]
    public void Two_clients_with_the_same_token_are_refused_by_their_names()
    {
        var clients = _home.Read("""{ "gateway": { "clients": { "ci": { "token": "env:A" }, "anna": { "token": "env:B" } } } }""").GatewayClients;
        var fault = Assert.Throws<HolySheepException>(() => GatewayToken.ReadAll(clients, _ => "the-same-token-0123456789"));
        Assert.Contains("'ci' and 'anna'", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the-same-token", fault.ToString(), StringComparison.Ordinal);
        Assert.Equal(["ci", "anna"], GatewayToken.ReadAll(clients, name => $"token-{name}-0123456789").Select(caller => caller.Client.Name));
    }

    public void Dispose() => _home.Dispose();
}
