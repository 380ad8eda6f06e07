using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

public sealed class ModelTargetTests : ChatFixture
{
    [Fact]
    public void Targets_are_set_by_position_and_the_next_call_follows_them()
    {
        Provider.On("here").Answer(Reply.Echo);
        Run("Set-HolySheepModel gpt-4.1 local/here -ConfigPath $config").ThrowOnError();

        Assert.Equal("here", Run("Invoke-HolySheepChat 'a' -ConfigPath $config").ThrowOnError().Output.Single().Properties["ModelUsed"].Value);
    }

    [Fact]
    public void Weights_are_given_in_hashtables_or_objects_and_what_holds_comes_out_with_PassThru_and_goes_in_again()
    {
        var set = Run("Set-HolySheepModel m local/a, @{ target = 'local/b'; Weight = 2 }, ([pscustomobject] @{ Target = 'local/c'; Weight = '0' }) -Strategy round-robin -PassThru -ConfigPath $config").ThrowOnError().Output.Single();

        Assert.Equal("""{"targets":["local/a",{"target":"local/b","weight":2},{"target":"local/c","weight":0}],"strategy":"round-robin"}""", Model("m")!.ToJsonString());
        Assert.Equal(("m: local/a, local/b, local/c", "round-robin"), (set.ToString(), set.Properties["Strategy"].Value));

        Run("Set-HolySheepModel m local/x -PassThru -ConfigPath $config | Out-Null; $args[0] | Set-HolySheepModel -ConfigPath $config", set).ThrowOnError();
        Assert.Equal(["local/a", "local/b", "local/c"], Run("(Set-HolySheepModel m -PassThru -ConfigPath $config).Target").ThrowOnError().Output.Select(target => target.ToString()));
    }

    [Fact]
    public void Empty_values_take_out_and_Default_makes_it_the_model_of_calls_that_name_none()
    {
        Run("Set-HolySheepModel m local/a -Strategy round-robin -Default -ConfigPath $config").ThrowOnError();
        Assert.Equal("a", Run("Invoke-HolySheepChat 'a' -ConfigPath $config").ThrowOnError().Output.Single().Properties["ModelUsed"].Value);
        Run("Set-HolySheepModel m @() -Strategy '' -ConfigPath $config").ThrowOnError();
        Assert.Null(Model("m"));
    }

    [Fact]
    public void A_target_that_cannot_be_is_one_error_and_nothing_is_written()
    {
        var before = File.ReadAllText(Home.ConfigPath);
        var outcome = Run("Set-HolySheepModel a nobody/a -ConfigPath $config; Set-HolySheepModel b 5 -ConfigPath $config; Set-HolySheepModel c local/c -Strategy round-robbin -ConfigPath $config; Set-HolySheepModel -ConfigPath $config");

        Assert.Equal(4, outcome.Errors.Count);
        Assert.All(outcome.Errors, error => Assert.StartsWith("ArgumentInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal(before, File.ReadAllText(Home.ConfigPath));
    }

    private JsonNode? Model(string name) => JsonNode.Parse(File.ReadAllText(Home.ConfigPath))!["models"]?[name];
}
