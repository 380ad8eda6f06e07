using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Edits;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.Providers.Inspection;
using Xunit;

namespace HolySheep.Calls;

/// <summary>A disabled provider stays configured and known by its name, and no call uses it.</summary>
public sealed class DisabledProviderTests
{
    [Theory, Modes]
    public async Task A_disabled_provider_is_in_no_plan_and_the_route_says_why(CallMode mode)
    {
        await using var stage = Off(Stage.SameModel());

        var result = (await stage.AskAsync(mode)).Result;
        var left = stage.Client.PlanRoute(Stage.Question()).Candidates.Single(entry => entry.Target == "one/alpha");

        Assert.Equal(("two", 0), (result.Provider, stage.One.CallCount));
        Assert.Equal((null, "the provider one is disabled"), (left.Order, left.Reason));
    }

    [Theory]
    [Modes("one/alpha"), Modes("alpha"), Modes("a-name-that-is-not-known")]
    public async Task A_call_that_only_it_could_answer_is_refused_with_the_way_to_enable_it(CallMode mode, string model)
    {
        await using var stage = Off(Stage.Alone());
        var asked = await stage.AskAsync(mode, Stage.Question() with { Model = model });
        var error = Assert.IsAssignableFrom<HolySheepException>(asked.Error);
        Assert.Equal(ErrorCode.NoTargetEligible, error.Code);
        Assert.Contains("the provider one is disabled", error.Message);
        Assert.Contains("Set-HolySheepProvider one -Disabled:$false", error.Hint);
        Assert.Equal(0, stage.One.CallCount);
    }

    [Fact]
    public async Task Its_name_is_still_known_so_that_a_mistyped_one_is_refused()
    {
        await using var stage = Off(Stage.Alone()).With(configuration => configuration with
        {
            Providers = new Dictionary<string, ProviderOptions>(configuration.Providers) { ["backup"] = configuration.Providers["one"] with { Name = "backup" } },
        });
        var asked = await stage.AskAsync(CallMode.Plain, Stage.Question() with { Model = "bakcup/alpha" });
        Assert.Contains("backup", Assert.IsAssignableFrom<HolySheepException>(asked.Error).Message);
    }

    [Fact]
    public async Task It_is_neither_tested_nor_listed_unless_it_is_named()
    {
        await using var stage = Off(Stage.SameModel());
        stage.One.Lists("alpha", "only-here");
        stage.Two.Lists("alpha");

        Assert.Equal(["two"], stage.Client.ProviderNames);
        Assert.DoesNotContain((await stage.Client.ListModelsAsync()).Models, model => model.Provider == "one");
        Assert.DoesNotContain((await stage.Client.ListModelsAsync(offline: true)).Models, model => model.Provider == "one");
        Assert.Equal(0, stage.One.CallCount);

        var test = await stage.Client.TestProviderAsync("one");
        Assert.Equal(ProviderVerdict.Fine, test.Verdict);
        Assert.Contains("is disabled", test.Message);
        Assert.Contains((await stage.Client.ListModelsAsync("one")).Models, model => model.Id == "only-here");
    }

    [Fact]
    public async Task A_given_key_goes_to_the_provider_that_may_be_asked()
    {
        await using var stage = Off(Stage.SameModel());
        await stage.AskAsync(CallMode.Plain, Stage.Question() with { ApiKey = new Secret("mine-0123456789") });
        Assert.Equal("Bearer mine-0123456789", stage.Two.Requests[0].Header("authorization"));
    }

    [Fact]
    public void The_file_takes_it_out_and_back_and_keeps_the_rest()
    {
        using var home = new ConfigurationHome();
        home.Write("""{ "providers": { "backup": { "kind": "sandbox", "later": [ 1 ] } } }""");

        home.Open().SetProvider("backup", new ProviderEdit { Disabled = true });
        Assert.True(home.Open().Read().Providers["backup"].Disabled);
        Assert.DoesNotContain(home.Open().Read().Warnings, warning => warning.Contains("disabled"));
        Assert.Contains(KnownNames.Read(home.File).Providers, known => known.Name == "backup");

        home.Open().SetProvider("backup", new ProviderEdit { Region = "eu" });
        Assert.True(home.Open().Read().Providers["backup"].Disabled);

        home.Open().SetProvider("backup", new ProviderEdit { Disabled = false });
        Assert.False(home.Open().Read().Providers["backup"].Disabled);
        Assert.DoesNotContain("disabled", System.IO.File.ReadAllText(home.File));
    }

    private static Stage Off(Stage stage) => stage.WithProvider("one", provider => provider with { Disabled = true });
}
