using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

public sealed class ModelTests : ChatFixture
{
    [Fact]
    public void Models_come_from_the_provider_joined_with_the_catalogue()
    {
        Provider.Lists("gpt-4.1", "home-made");
        var models = Run("Get-HolySheepModel -Provider local -ConfigPath $config | ? Available").ThrowOnError().Output;

        Assert.Equal(["gpt-4.1", "home-made"], models.Select(model => model.ToString()).Order());
        Assert.Equal(128000, models.Single(model => model.ToString() == "gpt-4.1").Properties["ContextWindow"].Value);
        Assert.All(models, model => Assert.Equal("local", model.Properties["Provider"].Value));
    }

    [Fact]
    public void What_the_providers_list_says_of_an_unknown_model_is_shown()
    {
        Provider.Handle(request => request.Method == "GET" ? Reply.Json(200, """{"data":[{"id":"acme/big-1","context_length":500000,"architecture":{"input_modalities":["text","file"]},"supported_parameters":["tools"]}]}""") : null);
        var told = Run("Get-HolySheepModel acme/big-1 -Provider local -ConfigPath $config | % { \"$($_.ContextWindow) $($_.Tools) $($_.Images) $($_.Documents) $($_.JsonSchema) $($_.Efforts)\" }").ThrowOnError().Output.Single();
        Assert.Equal("500000 True False True False ", told.ToString());
    }

    [Fact]
    public void Offline_no_provider_is_asked()
    {
        var models = Run("Get-HolySheepModel gpt-4.1, CLAUDE-sonnet-4.5* -Offline -ConfigPath $config").ThrowOnError().Output;

        Assert.Equal(["gpt-4.1", "claude-sonnet-4.5"], models.Select(model => model.ToString()));
        Assert.All(models, model => Assert.Null(model.Properties["Available"].Value));
        Assert.Equal(0, Provider.CallCount);
    }

    [Fact]
    public void A_model_is_found_by_its_other_spelling_too() =>
        Assert.Equal("claude-sonnet-4.5", Run("Get-HolySheepModel claude-sonnet-4-5 -Offline -ConfigPath $config").ThrowOnError().Output.Single().ToString());

    [Fact]
    public void An_unknown_name_is_an_error_and_a_pattern_without_a_match_is_not()
    {
        var outcome = Run("Get-HolySheepModel nope, gpt-4.1, nope* -Offline -ConfigPath $config");

        Assert.Equal("ModelUnknown,HolySheep.PowerShell.Commands.GetHolySheepModelCommand", Assert.Single(outcome.Errors).FullyQualifiedErrorId);
        Assert.Equal("nope", outcome.Errors[0].TargetObject);
        Assert.Equal("gpt-4.1", outcome.Output.Single().ToString());
    }

    [Fact]
    public void A_built_in_provider_that_is_not_set_up_causes_no_warning() =>
        Assert.Empty(Run("Get-HolySheepModel -ConfigPath $config").ThrowOnError().Warnings);

    [Fact]
    public async Task A_provider_that_cannot_be_asked_is_a_warning_and_the_catalogue_still_comes()
    {
        await Provider.DisposeAsync();
        var outcome = Run("Get-HolySheepModel gpt-4.1 -Provider local -ConfigPath $config").ThrowOnError();

        Assert.Contains("local", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
        Assert.NotEmpty(outcome.Output);
    }

    [Fact]
    public void Configured_models_are_shown_with_their_targets_and_go_back_into_Set_whole()
    {
        Run("Set-HolySheepModel fast @{ Target = 'local/small'; Weight = 3 }, local/other -Strategy weighted -ConfigPath $config").ThrowOnError();
        var other = Home.WriteFile("other.json", $$"""{ "providers": { "local": { "kind": "openai", "baseUrl": "{{Provider.BaseUrl}}", "apiKey": "none" } } }""");

        var model = Run("Get-HolySheepModel fast -Offline -ConfigPath $config").ThrowOnError().Output.Single();
        Run("Get-HolySheepModel fast -Offline -ConfigPath $config | Set-HolySheepModel -ConfigPath $args[0]", other).ThrowOnError();

        Assert.Equal(("local", "local/small, local/other", "weighted"), (model.Properties["Provider"].Value, model.Properties["Target"].Value.ToString(), model.Properties["Strategy"].Value));
        Assert.Contains("\"weight\": 3", System.IO.File.ReadAllText(other), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gpt-4.1")]
    [InlineData("local/gpt-4.1")]
    [InlineData("claude-sonnet-4.5")]
    public void The_price_that_is_listed_is_the_one_that_an_estimate_and_a_call_have_at_any_provider(string model)
    {
        foreach (var price in (string?[])[null, "@{ input = 0.5; output = 1 }"])
        {
            if (price is not null)
            {
                Run($"Set-HolySheepModel {model} -Price {price} -ConfigPath $config").ThrowOnError();
            }

            var answer = Run($"$c = Invoke-HolySheepChat hi -Model {model} -NoFallback -ConfigPath $config; $c.Cost * 1e6; $c.Usage.PromptTokens; $c.Usage.CompletionTokens").ThrowOnError().Values.Select(Convert.ToDecimal).ToList();
            var listed = Run($"$m = Get-HolySheepModel {model.Replace("local/", "", StringComparison.Ordinal)} -Offline -ConfigPath $config; $m.InputPrice; $m.OutputPrice; $m.Provider").ThrowOnError().Values.ToList();
            var estimated = Run($"$e = Measure-HolySheepCost hi -Model {model} -ConfigPath $config; $e.Price.Input; $e.Price.Output").ThrowOnError().Values.ToList();

            Assert.Equal("local", listed[2]);
            Assert.Equal(estimated, listed.Take(2));
            Assert.Equal(answer[0], (answer[1] * (decimal)listed[0]) + (answer[2] * (decimal)listed[1]));
        }
    }

    [Fact]
    public void A_price_of_the_catalogue_goes_on_following_the_catalogue_when_a_model_is_set_again()
    {
        Run("Get-HolySheepModel gpt-4.1 -Offline -ConfigPath $config | Set-HolySheepModel -Strategy weighted -ConfigPath $config").ThrowOnError();

        Assert.DoesNotContain("price", System.IO.File.ReadAllText(Home.ConfigPath), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_another_provider_does_not_list_is_not_called_its_model()
    {
        Provider.Lists("gpt-4.1", "home-made");

        Assert.Equal(["gpt-4.1", "home-made"], Run("Get-HolySheepModel -Provider local -ConfigPath $config").ThrowOnError().Output.Select(model => model.ToString()).Order());
    }

    [Fact]
    public void A_configured_target_stays_listed_though_its_provider_does_not_list_it()
    {
        Provider.Lists("home-made");
        Run("Set-HolySheepModel fast local/small -ConfigPath $config").ThrowOnError();

        Assert.Contains("small", Run("Get-HolySheepModel -Provider local -ConfigPath $config").ThrowOnError().Output.Select(model => model.ToString()));
    }

    [Theory]
    [InlineData("Remove-HolySheepModel fast")]
    [InlineData("Get-HolySheepModel fast -Offline -ConfigPath $config | Remove-HolySheepModel")]
    public void Remove_takes_a_configured_model_out_and_nothing_else(string script)
    {
        Run("Set-HolySheepModel fast local/small -ConfigPath $config").ThrowOnError();

        Run(script + " -ConfigPath $config").ThrowOnError();
        var error = Assert.Single(Run("Remove-HolySheepModel fast -ConfigPath $config").Errors);

        Assert.DoesNotContain("fast", System.IO.File.ReadAllText(Home.ConfigPath), StringComparison.Ordinal);
        Assert.Contains("local", System.IO.File.ReadAllText(Home.ConfigPath), StringComparison.Ordinal);
        Assert.StartsWith("ModelUnknown,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Set-HolySheepProvider local -Default", "claude-sonnet-4.5, gemini-2.5-flash, gpt-4.1")]
    [InlineData("Set-HolySheepModel gpt-4.1 local/gpt-4.1", "The built-in chain of gpt-4.1 no longer applies")]
    [InlineData("Set-HolySheepModel gpt-4.1 holysheep/gpt-4.1 -Default", null)]
    [InlineData("Set-HolySheepProvider local -Region eu", null)]
    public void A_change_that_takes_built_in_chains_away_says_so(string script, string? told)
    {
        Home.WriteConfig($$"""{ "providers": { "local": { "kind": "openai", "baseUrl": "{{Provider.BaseUrl}}", "apiKey": "none" } } }""");

        var warnings = Run(script + " -ConfigPath $config").ThrowOnError().Warnings;

        Assert.Equal(told is null ? 0 : 1, warnings.Count);
        Assert.All(warnings, warning => Assert.Contains(told!, warning, StringComparison.Ordinal));
        Assert.All(warnings, warning => Assert.Contains("Set-HolySheepFallbackChain", warning, StringComparison.Ordinal));
    }
}
