using System;
using System.Linq;
using System.Threading.Tasks;
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
    public void A_name_that_nobody_knows_is_an_error_and_a_pattern_that_fits_nothing_is_not()
    {
        var outcome = Run("Get-HolySheepModel nope, gpt-4.1, nope* -Offline -ConfigPath $config");

        Assert.Equal("ModelUnknown,HolySheep.PowerShell.Commands.GetHolySheepModelCommand", Assert.Single(outcome.Errors).FullyQualifiedErrorId);
        Assert.Equal("nope", outcome.Errors[0].TargetObject);
        Assert.Equal("gpt-4.1", outcome.Output.Single().ToString());
    }

    [Fact]
    public void A_built_in_provider_that_nobody_set_up_is_not_complained_of() =>
        Assert.Empty(Run("Get-HolySheepModel -ConfigPath $config").ThrowOnError().Warnings);

    [Fact]
    public async Task A_provider_that_cannot_be_asked_is_a_warning_and_the_catalogue_still_comes()
    {
        await Provider.DisposeAsync();
        var outcome = Run("Get-HolySheepModel gpt-4.1 -Provider local -ConfigPath $config").ThrowOnError();

        Assert.Contains("local", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
        Assert.NotEmpty(outcome.Output);
    }
}
