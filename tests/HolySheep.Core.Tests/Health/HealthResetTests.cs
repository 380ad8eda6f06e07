using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Health;

public sealed class HealthResetTests : IDisposable
{
    private readonly TempHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData(CallMode.Plain, null, "team"), InlineData(CallMode.VisibleStream, "one/alpha", "team"), InlineData(CallMode.Plain, "ONE/Alpha", "team"), InlineData(CallMode.Plain, "alpha", "team")]
    [InlineData(CallMode.Plain, "group team", "team"), InlineData(CallMode.VisibleStream, "team", "team"), InlineData(CallMode.Plain, "other", "team")]
    [InlineData(CallMode.Plain, null, null), InlineData(CallMode.VisibleStream, "one/alpha", null), InlineData(CallMode.Plain, "Alpha", null), InlineData(CallMode.Plain, "other", null)]
    public async Task A_reset_clears_what_a_refusal_opened_and_what_a_header_told(CallMode mode, string? name, string? group)
    {
        foreach (var first in new[] { Reply.Throttle("3600"), Reply.Text("last").WithHeader("x-ratelimit-limit", "9").WithHeader("x-ratelimit-remaining", "0").WithHeader("x-ratelimit-reset", "3600") })
        {
            await using var stage = Grouped(group);
            stage.One.OnAny().Times(1, first).Answer(Reply.Text("again"));
            await stage.AskAsync(mode);
            Assert.Equal(ErrorCode.RateLimit, (await stage.AskAsync(mode)).Failure.Code);

            stage.Client.ResetHealth(name);

            Assert.Equal("again", (await stage.AskAsync(mode)).Result.Content);
        }
    }

    [Fact]
    public async Task A_reset_is_known_to_the_next_process()
    {
        await using var stage = new Stage(["one/alpha"], []) { StateFolder = _home.Folder }.WithProvider("one", provider => provider with { QuotaGroup = "team" });
        stage.One.OnAny().Times(1, Reply.Text("last").WithHeader("x-ratelimit-limit", "9").WithHeader("x-ratelimit-remaining", "0").WithHeader("x-ratelimit-reset", "3600")).Answer(Reply.Text("again"));
        await stage.AskAsAnotherAsync();
        Assert.Equal(ErrorCode.RateLimit, (await stage.AskAsAnotherAsync()).Failure.Code);
        using (var client = stage.NewClient())
        {
            client.ResetHealth("one/alpha");
        }

        Assert.Equal("again", (await stage.AskAsAnotherAsync()).Result.Content);
    }

    [Fact]
    public async Task A_reset_of_one_target_leaves_the_others_as_they_are()
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Throttle("3600"));
        stage.Two.OnAny().Answer(Reply.Text("fine").WithHeader("x-ratelimit-limit", "9").WithHeader("x-ratelimit-remaining", "0").WithHeader("x-ratelimit-reset", "3600"));
        await stage.AskAsync(CallMode.Plain);

        stage.Client.ResetHealth("one/alpha");

        await stage.AskAsync(CallMode.Plain);
        Assert.Equal((2, 1), (stage.One.CallCount, stage.Two.CallCount));
    }

    [Fact]
    public async Task A_key_without_money_is_asked_again_after_a_reset_of_its_target()
    {
        await using var stage = Stage.Alone();
        stage.WithVariable("SPARE_KEY", "key-that-is-spare").WithProvider("one", provider => provider with { ApiKeys = [new KeyReference(KeySource.Environment, "ONE_KEY"), new KeyReference(KeySource.Environment, "SPARE_KEY")] });
        stage.One.OnAny().Times(2, Reply.Error(402, "insufficient_quota", "You exceeded your current quota.")).Answer(Reply.Text("paid"));
        await stage.AskAsync(CallMode.Plain);
        Assert.Contains(stage.Client.GetHealth().Targets, target => target is { Scope: HealthScope.Key, State: CircuitState.Open });

        stage.Client.ResetHealth("one/alpha");

        Assert.All(stage.Client.GetHealth().Targets, target => Assert.Equal(CircuitState.Closed, target.State));
        Assert.Equal("paid", (await stage.AskAsync(CallMode.Plain)).Result.Content);
    }

    [Theory]
    [InlineData("one/nothing"), InlineData("nothing"), InlineData("grou team"), InlineData("nine/alpha")]
    public async Task An_empty_name_is_refused(string name)
    {
        await using var stage = Grouped("team");
        Assert.Equal(ErrorCode.TargetUnknown, Assert.Throws<HolySheepException>(() => stage.Client.ResetHealth(name)).Code);
    }

    private static Stage Grouped(string? group) => Stage.Alone()
        .WithProvider("one", provider => provider with { QuotaGroup = group })
        .With(configuration => configuration with
        {
            Models = configuration.Models.Append(new("other", new ModelOptions { Targets = configuration.Models["alpha"].Targets })).ToDictionary(entry => entry.Key, entry => entry.Value),
        });
}
