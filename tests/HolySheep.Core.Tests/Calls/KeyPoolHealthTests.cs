using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using HolySheep.Health;
using HolySheep.Planning;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Calls;

/// <summary>What is learned of one key of a pool, where it holds, and for how long.</summary>
public sealed class KeyPoolHealthTests
{
    private const string A = "key-a-0123456789", B = "key-b-0123456789";

    [Theory, Modes]
    public async Task When_the_last_key_is_out_of_money_a_throttled_one_that_is_back_in_seconds_is_waited_for(CallMode mode)
    {
        await using var stage = Pool("A", "B");
        var throttles = 1;
        stage.One.Handle(request => KeyOf(request) == B ? Reply.Error(402, "insufficient_quota", "no") : throttles-- > 0 ? Reply.Throttle("3") : null);

        var asked = await stage.AskAsync(mode);

        Assert.Equal("one", asked.Result.Provider);
        Assert.Equal([A, B, A], KeysSent(stage));
        Assert.Equal(3, Assert.Single(stage.Waits), tolerance: 0.01);
    }

    [Fact]
    public async Task A_pool_with_one_usable_key_left_books_its_throttle_on_that_key_and_not_on_the_target()
    {
        await using var stage = Pool("A", "B");
        stage.One.Handle(request => KeyOf(request) == A ? Reply.Error(401, "invalid_api_key", "no") : KeyOf(request) == B ? Reply.Throttle("600") : null);
        await stage.AskAsync(CallMode.Plain);
        await stage.AskAsync(CallMode.Plain);

        stage.WithVariable("A", "key-a-rotated-0123456789");
        var rotated = await stage.AskAsync(CallMode.Plain);

        Assert.Equal("one", rotated.Result.Provider);
        Assert.Equal([A, B, "key-a-rotated-0123456789"], KeysSent(stage));
        Assert.All(stage.Client.GetHealth().Targets, info => Assert.Equal(info.Scope == HealthScope.Key ? CircuitState.Open : CircuitState.Closed, info.State));
    }

    [Fact]
    public async Task What_one_process_learns_of_a_key_another_knows_and_only_one_of_them_probes_it()
    {
        using var home = new TempHome();
        await using var stage = PoolIn(home.Folder, "A", "B");
        stage.One.Handle(request => KeyOf(request) == A ? Reply.Throttle("30") : Reply.Throttle("60"));
        await stage.AskAsAnotherAsync();
        Assert.Equal([A, B], KeysSent(stage));

        using var other = stage.NewClient();
        Assert.StartsWith("open until 2026-01-01 00:00:30", Route(other).Reason);
        await stage.AskAsAnotherAsync();
        Assert.Equal(2, stage.One.CallCount);

        // Half-open: while one process probes the key, another asks the next target.
        ((AutoAdvanceTimeProvider)stage.Clock).Advance(TimeSpan.FromSeconds(31));
        var gate = new Gate();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stage.One.Handle(_ =>
        {
            begun.TrySetResult();
            return Reply.Echo.Hold(gate);
        });
        var probe = stage.AskAsAnotherAsync();
        await begun.Task;
        var meanwhile = await stage.AskAsAnotherAsync();
        gate.Open();

        Assert.Equal(("one", "two"), ((await probe).Result.Provider, meanwhile.Result.Provider));
        Assert.Equal([A, B, A], KeysSent(stage));
        Assert.Equal((1, RouteTargetState.Returning), (Route(other).Order, Route(other).State));
    }

    [Fact]
    public async Task A_throttle_or_a_daily_quota_of_a_key_holds_at_one_model_and_an_empty_account_at_all()
    {
        await using var stage = new Stage(["one/alpha"], ["one/gamma"]).WithProvider("one", Keys("A", "B")).WithVariable("A", A).WithVariable("B", B);
        const string Day = """{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"quota","details":[{"violations":[{"quotaId":"GenerateRequestsPerDayPerProject"}]}]}}""";
        var replies = new Queue<Reply>([Reply.Throttle("600"), Reply.Json(429, Day)]);
        stage.One.Handle(_ => replies.Count > 0 ? replies.Dequeue() : null);

        await stage.AskAsync(CallMode.Plain);
        Assert.Equal([(A, "alpha"), (B, "alpha"), (A, "gamma")], Sent(stage));

        stage.One.Handle(request => KeyOf(request) == A ? Reply.Error(402, "insufficient_quota", "no") : null);
        await stage.AskAsync(CallMode.Plain);
        await stage.AskAsync(CallMode.Plain);
        Assert.Equal([(A, "gamma"), (B, "gamma"), (B, "gamma")], Sent(stage).Skip(3));
    }

    [Fact]
    public async Task The_route_says_which_keys_are_not_used_and_why()
    {
        await using var stage = Pool("A", "B");
        stage.One.Handle(request => KeyOf(request) == A ? Reply.Throttle("600") : null);
        await stage.AskAsync(CallMode.Plain);

        var route = stage.Client.PlanRoute(Stage.Question());

        Assert.Contains("The keys of one/alpha: env:A is open until 2026-01-01 00:10:00 UTC (Throttled).", route.Reasons);
        Assert.Equal((1, null), (Route(stage.Client).Order, Route(stage.Client).Reason));
    }

    [Fact]
    public async Task Once_all_keys_are_throttled_their_configured_quota_group_is_until_the_first_is_back()
    {
        await using var stage = new Stage(["one/alpha", "two/alpha"], []).WithProvider("one", Keys("A", "B"))
            .WithProvider("one", provider => provider with { QuotaGroup = "team" }).WithProvider("two", provider => provider with { QuotaGroup = "team" })
            .WithVariable("A", A).WithVariable("B", B);
        stage.One.Handle(request => KeyOf(request) == A ? Reply.Throttle("600") : Reply.Throttle("400"));

        var asked = await stage.AskAsync(CallMode.Plain);
        var again = await stage.AskAsync(CallMode.Plain);

        Assert.Equal((OutcomeKind.Throttled, 0), (asked.Failure.Kind, stage.Two.CallCount));
        Assert.Equal(stage.Clock.GetUtcNow() + TimeSpan.FromSeconds(400), again.Failure.RetryAt);
        Assert.Equal([A, B], KeysSent(stage));
    }

    [Fact]
    public async Task A_reset_of_the_target_forgets_what_is_known_of_its_keys()
    {
        await using var stage = Pool("A", "B");
        stage.One.Handle(_ => Reply.Throttle("600"));
        await stage.AskAsync(CallMode.Plain);
        stage.One.Handle(_ => null);

        stage.Client.ResetHealth("one/alpha");
        var asked = await stage.AskAsync(CallMode.Plain);

        Assert.Equal("one", asked.Result.Provider);
        Assert.Equal([A, B, A], KeysSent(stage));
    }

    [Theory]
    [InlineData(KeySource.Environment), InlineData(KeySource.File), InlineData(KeySource.Vault)]
    public async Task A_key_that_changes_behind_its_reference_is_used_by_the_next_call_with_a_health_of_its_own(KeySource source)
    {
        using var folder = new TempFolder("keys");
        var path = source == KeySource.File ? folder["key"] : source == KeySource.Vault ? "vault/name" : "A";
        var value = A;
        await using var stage = Pool("A", "B").WithProvider("one", provider => provider with { ApiKeys = [new KeyReference(source, path), new KeyReference(KeySource.Environment, "B")] });
        void Set(string key)
        {
            value = key;
            stage.WithVariable("A", key);
            File.WriteAllText(folder["key"], key);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(folder["key"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }

        using var client = new HolySheepClient(stage.Options with { VaultReader = _ => new Secret(value) });
        Set(A);
        stage.One.Handle(request => KeyOf(request) == A ? Reply.Throttle("600") : null);
        await client.ChatAsync(Stage.Question());
        Set("key-of-another-day-0123456789");
        await client.ChatAsync(Stage.Question());
        Set(A);
        await client.ChatAsync(Stage.Question());

        Assert.Equal([A, B, "key-of-another-day-0123456789", B], KeysSent(stage));
    }

    private static Func<ProviderOptions, ProviderOptions> Keys(params string[] variables) =>
        provider => provider with { ApiKeys = [.. variables.Select(name => new KeyReference(KeySource.Environment, name))] };

    private static Stage Pool(params string[] variables) => PoolIn(null, variables);

    private static Stage PoolIn(string? folder, params string[] variables) =>
        new Stage(["one/alpha"], ["beta"]) { StateFolder = folder }.WithProvider("one", Keys(variables)).WithVariable("A", A).WithVariable("B", B);

    private static RouteReportEntry Route(HolySheepClient client) => client.PlanRoute(Stage.Question()).Candidates.First(entry => entry.Target == "one/alpha");

    private static string KeyOf(RecordedRequest request) => request.Header("authorization")!["Bearer ".Length..];

    private static List<string> KeysSent(Stage stage) => [.. stage.One.Requests.Select(KeyOf)];

    private static List<(string Key, string Model)> Sent(Stage stage) => [.. stage.One.Requests.Select(request => (KeyOf(request), request.Model!))];
}
