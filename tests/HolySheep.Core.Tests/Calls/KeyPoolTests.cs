using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Calls;

/// <summary>Several keys of one provider: each has its own limits, health and refusals.</summary>
public sealed class KeyPoolTests
{
    private const string A = "key-a-0123456789", B = "key-b-0123456789", C = "key-c-0123456789";

    [Theory, Modes]
    public async Task A_throttle_of_one_key_leads_to_the_next_key_at_once_and_the_next_call_begins_there(CallMode mode)
    {
        await using var stage = Pool(KeyOrder.Failover, "A", "B");
        Refuse(stage, A, () => Reply.Throttle("600"));

        var first = await stage.AskAsync(mode);
        var second = await stage.AskAsync(mode);

        Assert.Equal(("one", 2, 0), (first.Result!.Provider, first.Result.AttemptCount, first.Result.FallbackCount));
        Assert.Equal(1, second.Result!.AttemptCount);
        Assert.Equal([A, B, B], KeysSent(stage));
        Assert.Empty(stage.Waits);
    }

    [Theory, Modes]
    public async Task When_every_key_is_throttled_the_first_that_is_back_is_waited_for(CallMode mode)
    {
        await using var stage = Pool(KeyOrder.Failover, "A", "B", "C");
        var refusals = new Dictionary<string, int> { [A] = 60, [B] = 2, [C] = 30 };
        stage.One.Handle(request => refusals.Remove(KeyOf(request), out var seconds) ? Reply.Throttle(seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)) : null);

        var asked = await stage.AskAsync(mode);

        Assert.Equal(4, asked.Result!.AttemptCount);
        Assert.Equal([A, B, C, B], KeysSent(stage));
        Assert.Equal(2, Assert.Single(stage.Waits), tolerance: 0.01);
    }

    [Fact]
    public async Task A_throttle_of_every_key_leads_to_another_target_and_closes_the_pool_only_until_the_first_key_is_back()
    {
        await using var stage = Pool(KeyOrder.Failover, "A", "B").With(configuration => configuration with { Chains = new Dictionary<string, IReadOnlyList<string>> { ["alpha"] = ["beta"] } });
        var refusals = new Dictionary<string, int> { [A] = 900, [B] = 20 };
        stage.One.Handle(request => refusals.Remove(KeyOf(request), out var seconds) ? Reply.Throttle(seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)) : null);

        var first = await stage.AskAsync(CallMode.Plain);
        ((AutoAdvanceTimeProvider)stage.Clock).Advance(TimeSpan.FromSeconds(21));
        var second = await stage.AskAsync(CallMode.Plain);

        Assert.Equal(("two", "one"), (first.Result!.Provider, second.Result!.Provider));
        Assert.Equal([A, B, B], KeysSent(stage));
    }

    [Theory]
    [InlineData(401, "invalid_api_key")]
    [InlineData(402, "insufficient_quota")]
    [InlineData(429, "insufficient_quota")]
    public async Task A_refused_or_empty_key_is_out_and_the_others_of_the_pool_go_on(int status, string code)
    {
        await using var stage = Pool(KeyOrder.Failover, "A", "B", "C");
        Refuse(stage, A, () => Reply.Error(status, code, "no"));

        for (var call = 0; call < 3; call++)
        {
            await stage.AskAsync(CallMode.Plain);
        }

        Assert.Equal([A, B, B, B], KeysSent(stage));
    }

    [Fact]
    public async Task Keys_that_share_the_calls_take_turns_also_across_processes_and_a_throttled_one_is_left_out()
    {
        using var home = new TempHome();
        await using var stage = PoolIn(home.Folder, KeyOrder.Spread, "A", "B", "C");
        for (var call = 0; call < 6; call++)
        {
            await stage.AskAsAnotherAsync();
        }

        Assert.Equal([A, B, C, A, B, C], KeysSent(stage));
        Refuse(stage, B, () => Reply.Throttle("600"));
        for (var call = 0; call < 7; call++)
        {
            await stage.AskAsAnotherAsync();
        }

        var since = KeysSent(stage).Skip(6).ToList();
        Assert.Equal(8, since.Count);
        Assert.Single(since, B);
        Assert.All([A, C], key => Assert.InRange(since.Count(sent => sent == key), 3, 4));
    }

    [Fact]
    public async Task A_dry_run_takes_no_turn_of_keys_that_share_the_calls()
    {
        await using var stage = Pool(KeyOrder.Spread, "A", "B");
        await stage.AskAsync(CallMode.Plain);
        stage.Client.PlanRoute(Stage.Question());
        stage.Client.PlanRoute(Stage.Question());
        stage.Client.PlanRoute(Stage.Question());
        await stage.AskAsync(CallMode.Plain);

        Assert.Equal([A, B], KeysSent(stage));
    }

    [Fact]
    public async Task A_limit_holds_for_each_key_and_the_next_key_has_room_at_once()
    {
        await using var stage = Pool(KeyOrder.Failover, "A", "B").WithProvider("one", provider => provider with { RequestsPerMinute = 1 });

        await stage.AskAsync(CallMode.Plain);
        await stage.AskAsync(CallMode.Plain);
        Assert.Equal([A, B], KeysSent(stage));
        Assert.Empty(stage.Waits);

        await stage.AskAsync(CallMode.Plain);
        Assert.NotEmpty(stage.Waits);
    }

    [Fact]
    public async Task A_refused_key_that_its_reference_replaces_is_used_without_a_restart()
    {
        await using var stage = Pool(KeyOrder.Failover, "A", "B");
        stage.One.Handle(request => KeyOf(request) is A or B ? Reply.Error(401, "invalid_api_key", "no") : null);

        var refused = await stage.AskAsync(CallMode.Plain);
        stage.WithVariable("A", "key-a-rotated-0123456789");
        var rotated = await stage.AskAsync(CallMode.Plain);

        Assert.Equal(OutcomeKind.BadCredential, refused.Failure.Kind);
        Assert.NotNull(rotated.Result);
        Assert.Equal([A, B, "key-a-rotated-0123456789"], KeysSent(stage));
    }

    private static Stage Pool(KeyOrder order, params string[] variables) => PoolIn(null, order, variables);

    private static Stage PoolIn(string? folder, KeyOrder order, params string[] variables) =>
        new Stage(["one/alpha"], []) { StateFolder = folder, Clock = new AutoAdvanceTimeProvider() }
            .WithProvider("one", provider => provider with { KeyOrder = order, ApiKeys = [.. variables.Select(name => new KeyReference(KeySource.Environment, name))] })
            .WithVariable("A", A).WithVariable("B", B).WithVariable("C", C);

    private static void Refuse(Stage stage, string key, Func<Reply> reply) => stage.One.Handle(request => KeyOf(request) == key ? reply() : null);

    private static string KeyOf(RecordedRequest request) => request.Header("authorization")!["Bearer ".Length..];

    private static List<string> KeysSent(Stage stage) => [.. stage.One.Requests.Select(KeyOf)];
}
