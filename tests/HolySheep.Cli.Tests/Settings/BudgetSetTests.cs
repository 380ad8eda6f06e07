using System;
using System.Threading.Tasks;
using Xunit;

namespace HolySheep.Cli.Tests.Settings;

public sealed class BudgetSetTests : SettingsFixture
{
    [Fact]
    public async Task The_limit_follows_the_name_or_is_an_option_and_switches_can_be_undone()
    {
        await SetAsync("budget", "set", "daily", "20", "--allow-unknown-prices", "--allow-unrecorded", "--webhook", "https://hooks.example.com/a-secret-part");
        await SetAsync("budget", "set", "daily", "--limit", "25.5", "--no-allow-unknown-prices");

        Assert.Equal("""{"daily":{"limit":25.5,"period":"day","webhook":"https://hooks.example.com/a-secret-part","allowUnrecorded":true}}""", Part("budgets"));
        var listed = (await JsonAsync("budget", "list", "d*"))[0];
        Assert.Equal(("***", false, true), (listed.GetProperty("webhook").GetString(), listed.GetProperty("allow_unknown_prices").GetBoolean(), listed.GetProperty("allow_unrecorded").GetBoolean()));
        Assert.DoesNotContain("a-secret-part", await SetAsync("budget", "set", "daily", "--webhook", "https://hooks.example.com/another-secret-part", "--what-if"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("given twice", "daily", "20", "--limit", "30")]
    [InlineData("LIMIT takes numbers", "daily", "0,5")]
    [InlineData("expected a 'limit' in USD", "daily")]
    [InlineData("expected a 'chain'", "daily", "20", "--action", "downgrade")]
    public async Task What_is_not_valid_is_refused(string expected, params string[] line) =>
        Assert.Contains(expected, await RefusedAsync(["budget", "set", .. line]), StringComparison.Ordinal);

    [Fact]
    public async Task A_budget_that_does_not_exist_is_reported_with_the_nearest()
    {
        await SetAsync("budget", "set", "daily", "20");
        Assert.Contains("did you mean 'daily'?", await RefusedAsync("budget", "remove", "dayly"), StringComparison.Ordinal);
    }
}
