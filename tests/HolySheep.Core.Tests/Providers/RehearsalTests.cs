using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.Providers.Sandbox;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Providers;

public sealed class RehearsalTests
{
    private static readonly string[] Names = ["one/alpha", "two/alpha", "two/beta"];

    [Theory, Modes]
    public async Task The_real_targets_are_walked_with_the_faults_of_the_script_and_nothing_is_sent(CallMode mode)
    {
        using var client = Rehearse("alpha=429x2:1s; beta=slow:1s");
        var asked = await Caller.AskAsync(client, Stage.Question(), mode);

        Assert.Equal(["one/alpha Throttled (429)", "two/alpha Throttled (429)", "one/alpha Answered (200)"], asked.Attempts.Select(attempt => attempt.ToString()));
        Assert.Equal(("one", "alpha", 0m), (asked.Result.Provider, asked.Result.Model, asked.Result.Cost));
        Assert.Contains(asked.Result.Warnings, warning => warning.StartsWith("This was a rehearsal", StringComparison.Ordinal));
    }

    [Theory, Modes]
    public async Task A_fault_may_name_one_target_a_provider_or_a_model(CallMode mode)
    {
        Assert.Equal(["one/alpha", "two/alpha"], await TargetsAsync("one/alpha=404", mode));
        Assert.Equal(["one/alpha", "two/alpha"], await TargetsAsync("one/*=404", mode));
        Assert.Equal(Names, await TargetsAsync("alpha=404", mode));
    }

    [Fact]
    public async Task Every_rehearsal_begins_with_the_whole_script_and_keys_are_not_needed()
    {
        Assert.Equal(await TargetsAsync("one/alpha=404", CallMode.Plain), await TargetsAsync("one/alpha=404", CallMode.Plain));
    }

    [Fact]
    public async Task Rules_splits_and_filters_are_the_real_ones()
    {
        using var client = Rehearse("beta=404", configuration => configuration with
        {
            Rules = [new() { Name = "r", Task = "t", Model = "beta" }],
            Splits = new Dictionary<string, SplitOptions> { ["alpha"] = new() { Model = "alpha", To = [new SplitMember("beta", 100)] } },
        });
        Assert.Equal(["two/beta", "one/alpha"], (await client.ChatAsync(Stage.Question())).Attempts.Select(attempt => attempt.Target));
        Assert.Equal(ErrorCode.TargetUnfit, (await Assert.ThrowsAsync<ChatException>(() => client.ChatAsync(Stage.Question() with { Task = "t" }))).Code);
        Assert.Equal(["two/alpha"], (await client.ChatAsync(Stage.Question() with { Model = "alpha", Providers = ["two"] })).Attempts.Select(attempt => attempt.Target));
        Assert.Equal(ErrorCode.ProviderUnknown, (await Assert.ThrowsAsync<HolySheepException>(() => client.ChatAsync(Stage.Question() with { Providers = ["onne"] }))).Code);
    }

    private static async Task<IEnumerable<string>> TargetsAsync(string script, CallMode mode)
    {
        using var client = Rehearse(script);
        return (await Caller.AskAsync(client, Stage.Question(), mode)).Attempts.Select(attempt => attempt.Target);
    }

    private static HolySheepClient Rehearse(string script, Func<HolySheepConfiguration, HolySheepConfiguration>? change = null)
    {
        var configuration = Stage.Of(["one/alpha", "two/alpha"], ["beta"]).Configuration;
        return new HolySheepClient(new HolySheepClientOptions
        {
            Configuration = change?.Invoke(configuration) ?? configuration,
            Rehearsal = SandboxScript.Parse(script),
            Environment = _ => null,
            TimeProvider = new AutoAdvanceTimeProvider(),
            Randomness = () => 0.5,
            Handler = new FakeNetwork((_, _) => throw new InvalidOperationException("A rehearsal sent something.")),
        });
    }
}
