using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

public sealed class PriceTests : ChatFixture
{
    [Fact]
    public void A_price_is_set_from_a_hashtable_or_an_object_and_the_next_call_costs_it()
    {
        Provider.On("m").Answer(Reply.Text("a").WithUsage(1000, 10, cached: 400));
        Run("Set-HolySheepModel m -Price @{ Input = 2.00; cachedinput = 0.5; output = 8 } -ConfigPath $config; Set-HolySheepModel n -Price ([pscustomobject] @{ input = '0.25'; output = [decimal] 1; cacheWrite = 3; reasoning = $null }) -ConfigPath $config").ThrowOnError();

        Assert.Equal("""{"input":2,"cachedInput":0.5,"output":8}""", Price("m")!.ToJsonString());
        Assert.Equal("""{"input":0.25,"cacheWrite":3,"output":1}""", Price("n")!.ToJsonString());
        var result = Run("Invoke-HolySheepChat 'a' -Model m -ConfigPath $config").ThrowOnError();
        Assert.Equal(((600 * 2m) + (400 * 0.5m) + (10 * 8m)) / 1_000_000, result.Output.Single().Properties["Cost"].Value);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void Null_takes_the_price_out_and_what_came_out_goes_in_again()
    {
        var set = Run("Set-HolySheepModel m -Price @{ input = 1; output = 2; reasoning = 3 } -PassThru -ConfigPath $config").ThrowOnError().Output.Single();
        Assert.Equal("1.00 in, 2.00 out", set.Properties["Price"].Value.ToString());
        Run("Set-HolySheepModel n -Price $args[0].Price -ConfigPath $config; Set-HolySheepModel m -Price $null -ConfigPath $config", set).ThrowOnError();

        Assert.Equal("""{"input":1,"output":2,"reasoning":3}""", Price("n")!.ToJsonString());
        Assert.Null(Price("m"));
    }

    [Fact]
    public void Steps_for_long_prompts_are_one_or_a_list_and_go_in_again()
    {
        var set = Run("Set-HolySheepModel m -Price @{ input = 1; output = 2; longContext = @{ from = 256000; input = 4; output = 8 }, @{ from = 128000; input = 2; output = 4; cachedInput = 0.5 } } -PassThru -ConfigPath $config").ThrowOnError().Output.Single();
        Run("Set-HolySheepModel n -Price $args[0].Price -ConfigPath $config; Set-HolySheepModel o -Price @{ input = 1; output = 2; longContext = @{ from = 5; input = 2; output = 4 } } -ConfigPath $config", set).ThrowOnError();

        Assert.Equal("""{"input":1,"output":2,"longContext":[{"from":128000,"input":2,"cachedInput":0.5,"output":4},{"from":256000,"input":4,"output":8}]}""", Price("n")!.ToJsonString());
        Assert.Equal("""{"input":1,"output":2,"longContext":{"from":5,"input":2,"output":4}}""", Price("o")!.ToJsonString());
    }

    [Fact]
    public void A_comma_of_the_culture_is_refused_and_never_read_as_nothing()
    {
        const string Comma = "$comma = [cultureinfo]::InvariantCulture.Clone(); $comma.NumberFormat.NumberDecimalSeparator = ','; $comma.NumberFormat.NumberGroupSeparator = '.'; [cultureinfo]::CurrentCulture = $comma; ";
        var outcome = Run(Comma + "Set-HolySheepModel m -Price @{ input = 0.5; output = '1.5' } -ConfigPath $config; Set-HolySheepModel n -Price @{ input = '0,5'; output = 1 } -ConfigPath $config");

        Assert.Equal("""{"input":0.5,"output":1.5}""", Price("m")!.ToJsonString());
        Assert.Null(Price("n"));
        Assert.Contains("'input' is '0,5'", Assert.Single(outcome.Errors).Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@{ input = 1 }", "'input' and 'output'")]
    [InlineData("@{ input = 1; output = 2; cahcedInput = 1 }", "did you mean 'cachedInput'?")]
    [InlineData("@{ input = -1; output = 2 }", "'input' is '-1'")]
    [InlineData("@{ input = 'cheap'; output = 2 }", "'input' is 'cheap'")]
    [InlineData("@{ input = $true; output = 2 }", "'input' is 'True'")]
    [InlineData("8", "a hashtable or an object")]
    [InlineData("@{ input = 2000000000; output = 2 }", "'input' is '2000000000'")]
    [InlineData("@{ input = 1; output = 2; longContext = @{ input = 1; output = 2 } }", "needs 'from'")]
    [InlineData("@{ input = 1; output = 2; longContext = @{ from = 1.5; input = 1; output = 2 } }", "whole number")]
    [InlineData("1, 2", "a hashtable or an object")]
    public void An_invalid_price_is_an_error_with_the_reason_and_nothing_is_written(string price, string expected)
    {
        var before = File.ReadAllText(Home.ConfigPath);
        var error = Assert.Single(Run($"Set-HolySheepModel m -Price ({price}) -ConfigPath $config").Errors);
        Assert.StartsWith("ArgumentInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(expected, error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(Home.ConfigPath));
    }

    [Fact]
    public void Models_show_price_source_and_date()
    {
        var model = Run("Get-HolySheepModel gpt-4.1 -Offline -ConfigPath $args[0]", Home.WriteFile("plain.json", "{}")).ThrowOnError().Output.Single();
        Assert.Equal(("2.00 in, 8.00 out", "public articles on the HolySheep gateway", "2026-11-22"), (model.Properties["Price"].Value.ToString(), model.Properties["PriceSource"].Value, model.Properties["PriceDate"].Value));

        model = Run("Set-HolySheepModel gpt-4.1 -Price @{ input = 1; output = 2 } -ConfigPath $config; Get-HolySheepModel gpt-4.1 -Offline -ConfigPath $config").ThrowOnError().Output.Single();
        Assert.Equal((Home.ConfigPath, (object?)null), (model.Properties["PriceSource"].Value, model.Properties["PriceDate"].Value));
    }

    [Fact]
    public void An_unknown_price_is_one_warning_for_many_calls()
    {
        Provider.On("never-priced-before").Answer(Reply.Echo);
        var outcome = Run("1..3 | Invoke-HolySheepChat -Model never-priced-before -ConfigPath $config").ThrowOnError();
        Assert.All(outcome.Output, result => Assert.Null(result.Properties["Cost"].Value));
        Assert.Contains("Set-HolySheepModel never-priced-before -Price", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_price_map_is_imported_and_priced_at_once()
    {
        var map = Home.WriteFile("map.json", """{ "brand-new": { "mode": "chat", "input_cost_per_token": 2e-06, "output_cost_per_token": 8e-06 } }""");
        Assert.Empty(Run("Import-HolySheepPriceMap $args[0] -WhatIf -ConfigPath $config", map).ThrowOnError().Output);
        Assert.False(File.Exists(Path.Combine(Home.Folder, "catalog.json")));

        var import = Run("Import-HolySheepPriceMap $args[0] -ConfigPath $config", map).ThrowOnError().Output.Single();
        Assert.Equal((1, 1, "1 models: 1 new, 0 changed, 0 gone"), (import.Properties["Models"].Value, import.Properties["Added"].Value, import.ToString()));
        Assert.Equal((2m + (10 * 8m)) / 1_000_000, Run("Measure-HolySheepCost '1234' -Model brand-new -OutputTokens 10 -ConfigPath $config").ThrowOnError().Output.Single().Properties["Cost"].Value);
    }

    [Fact]
    public void A_map_that_has_shrunk_is_an_error_and_Force_takes_it()
    {
        const string Entry = """{ "mode": "chat", "input_cost_per_token": 2e-06, "output_cost_per_token": 8e-06 }""";
        var whole = Home.WriteFile("whole.json", $$"""{ "a": {{Entry}}, "b": {{Entry}}, "c": {{Entry}} }""");
        var cut = Home.WriteFile("cut.json", $$"""{ "a": {{Entry}} }""");
        var outcome = Run("Import-HolySheepPriceMap $args[0] -ConfigPath $config; Import-HolySheepPriceMap $args[1] -ConfigPath $config; Import-HolySheepPriceMap $args[1] -Force -ConfigPath $config; Import-HolySheepPriceMap -ConfigPath $config", whole, cut);

        Assert.Equal(
            ["PriceMapShrunk,HolySheep.PowerShell.Commands.ImportHolySheepPriceMapCommand", "ArgumentInvalid,HolySheep.PowerShell.Commands.ImportHolySheepPriceMapCommand"],
            outcome.Errors.Select(error => error.FullyQualifiedErrorId));
        Assert.Equal([3, 1], outcome.Output.Select(import => import.Properties["Models"].Value));
    }

    private JsonNode? Price(string model) => JsonNode.Parse(File.ReadAllText(Home.ConfigPath))!["models"]?[model]?["price"];
}
