using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using HolySheep.Spend.Ledger;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Calls.Splits;

public sealed class ShadowCallTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory, Modes]
    public async Task A_shadow_answers_the_same_prompt_unseen_and_what_it_cost_is_counted(CallMode mode)
    {
        await using var stage = Shadowed();
        stage.Two.On("beta").Answer(Reply.Text("never seen").WithUsage(100_000, 50_000));
        var traces = new ConcurrentQueue<string>();

        var asked = await stage.AskAsync(mode, Stage.Question("Is it so?") with { Trace = trace => traces.Enqueue(trace.Message), ApiKey = new Secret("given-by-the-caller") });
        Assert.True(await stage.Client.FinishShadowsAsync(Patience));

        Assert.Equal((OutcomeKind.Answered, "one/alpha"), (asked.Attempts.Single().Kind, asked.Attempts.Single().Target));
        Assert.DoesNotContain("never seen", asked.Result.Content, StringComparison.Ordinal);
        var sent = Assert.Single(stage.Two.Requests);
        Assert.Equal(("beta", "Is it so?", "Bearer key-of-two"), (sent.Model, sent.LastUserMessage, sent.Header("Authorization")));
        var shadow = stage.Client.ListSplits().Single().Shadow!;
        Assert.Equal((1L, 0L, 2.0m), (shadow.Samples, shadow.Errors, shadow.Cost));
        Assert.Contains("beta answers it a second time in the background.", traces);
    }

    [Theory, Modes]
    public async Task A_shadow_that_hangs_does_not_delay_the_caller_and_ends_with_the_client(CallMode mode)
    {
        await using var stage = Shadowed();
        stage.Two.On("beta").Answer(Reply.Silent());

        Assert.Equal("alpha", (await stage.AskAsync(mode)).Result.ModelUsed);
        await stage.Two.WaitForCallAsync();
        Assert.False(await stage.Client.FinishShadowsAsync(TimeSpan.FromMilliseconds(20)));
        stage.Client.Dispose();
        await stage.Two.WaitForDisconnectAsync();
        Assert.True(await stage.Client.FinishShadowsAsync(Patience));
    }

    [Theory, Modes]
    public async Task A_failure_of_a_shadow_opens_no_circuit_for_callers(CallMode mode)
    {
        await using var stage = Shadowed();
        stage.Two.On("beta").Times(1, Reply.Status(503)).Answer(Reply.Throttle("60"));
        for (var call = 0; call < 3; call++)
        {
            await stage.AskAsync(mode);
            await stage.Client.FinishShadowsAsync(Patience);
        }

        stage.Two.On("gamma").Answer(Reply.Echo);
        var result = (await stage.AskAsync(mode, Stage.Question() with { Model = "two/gamma" })).Result;
        Assert.Equal(("gamma", 0), (result.ModelUsed, result.FallbackCount));

        // The time that the second was told holds for the third, which neither waits nor asks.
        Assert.Equal((2, 2L), (stage.Two.CallsFor("beta"), stage.Client.ListSplits().Single().Shadow!.Errors));
    }

    [Fact]
    public async Task Eight_shadows_run_at_once_and_the_ones_beyond_are_left_out()
    {
        await using var stage = Shadowed();
        var gate = new Gate();
        stage.Two.On("beta").Answer(Reply.Echo.Hold(gate));
        var traces = new ConcurrentQueue<string>();
        for (var call = 0; call < 11; call++)
        {
            await stage.AskAsync(CallMode.Plain, Stage.Question() with { Trace = trace => traces.Enqueue(trace.Message) });
        }

        await stage.Two.WaitForCallAsync(8);
        gate.Open();
        Assert.True(await stage.Client.FinishShadowsAsync(Patience));
        Assert.Equal((8, 8L), (stage.Two.CallCount, stage.Client.ListSplits().Single().Shadow!.Samples));
        Assert.Equal(3, traces.Count(trace => trace.Contains("8 shadow calls are under way")));
    }

    [Fact]
    public async Task A_shadow_without_a_key_is_its_own_failure_and_one_that_the_caller_excluded_is_not_asked()
    {
        await using var stage = Shadowed().WithProvider("two", provider => provider with { ApiKeys = [new KeyReference(KeySource.Environment, "NO_SUCH_KEY")] });
        Assert.Empty((await stage.AskAsync(CallMode.Plain)).Result.Warnings);
        Assert.True(await stage.Client.FinishShadowsAsync(Patience));
        Assert.Equal((1L, 1L), stage.Client.ListSplits().Single().Shadow is { } shadow ? (shadow.Samples, shadow.Errors) : default);
        Assert.Equal(0, stage.Two.CallCount);
    }

    [Fact]
    public async Task A_shadow_takes_no_room_under_the_limits_that_it_would_have_to_wait_for()
    {
        await using var stage = Shadowed().WithProvider("two", provider => provider with { MaxConcurrency = 1 });
        var gate = new Gate();
        stage.Two.On("gamma").Answer(Reply.Echo.Hold(gate));
        var busy = stage.AskAsync(CallMode.Plain, Stage.Question() with { Model = "two/gamma" });
        await stage.Two.WaitForCallAsync();

        await stage.AskAsync(CallMode.Plain);
        Assert.True(await stage.Client.FinishShadowsAsync(Patience));
        gate.Open();
        await busy;
        Assert.Equal((0, 0L), (stage.Two.CallsFor("beta"), stage.Client.ListSplits().Single().Shadow!.Samples));
    }

    [Theory, Modes]
    public async Task A_budget_with_money_for_one_call_answers_the_caller_and_leaves_the_shadow_out(CallMode mode)
    {
        for (var round = 0; round < 6; round++)
        {
            // The caller is reckoned at 0.002 USD, the shadow at 0.02.
            await using var stage = Shadowed().With(configuration => configuration with { Budgets = [LedgerHome.Budget(0.0205m, BudgetAction.Stop)] });
            stage.One.OnAny().Answer(Reply.Text("fine").WithUsage(500, 100));

            Assert.Equal([OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
            Assert.True(await stage.Client.FinishShadowsAsync(Patience));
            Assert.Equal((0, 0.0007m), (stage.Two.CallCount, stage.Client.GetBudgets().Single().Spent));
        }
    }

    [Theory, Modes]
    public async Task A_call_that_falls_back_has_its_money_before_its_shadow(CallMode mode)
    {
        await using var stage = SplitAcrossRequestsTests.Split(0, split => split with { Shadow = new SplitMember("beta", 100) }, chain: ["two/gamma"], clock: TimeProvider.System)
            .With(configuration => configuration with { Budgets = [LedgerHome.Budget(0.0205m, BudgetAction.Stop) with { AllowUnknownPrices = true }] });
        stage.One.OnAny().Answer(Reply.Status(404));
        stage.Two.On("beta").Answer(Reply.Text("shadow").WithUsage(10, 5));

        Assert.Equal([OutcomeKind.Unfit, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
        Assert.True(await stage.Client.FinishShadowsAsync(Patience));
        Assert.Equal(["gamma", "beta"], stage.Two.Requests.Select(request => request.Model));
    }

    [Theory]
    [Modes("all"), Modes("provider=two"), Modes("tag=team=a")]
    public async Task The_reservation_of_a_running_shadow_refuses_no_other_call(CallMode mode, string scope)
    {
        // The shadow is reckoned at 0.02 USD, and so is a call of gamma: both together are more than there is.
        await using var stage = Shadowed().With(configuration => configuration with
        {
            Models = configuration.Models.Append(new("gamma", configuration.Models["beta"] with { Targets = [new TargetOptions("two", "gamma")] })).ToDictionary(entry => entry.Key, entry => entry.Value),
            Budgets = [LedgerHome.Budget(0.025m, BudgetAction.Stop, scope)],
        });
        var gate = new Gate();
        stage.Two.On("beta").Answer(Reply.Text("shadow").Hold(gate));
        var tags = new Dictionary<string, string> { ["team"] = "a" };
        await stage.AskAsync(mode, Stage.Question() with { Tags = tags });
        await stage.Two.WaitForCallAsync();

        var asked = await stage.AskAsync(mode, Stage.Question() with { Model = "gamma", Tags = tags });
        gate.Open();
        Assert.True(await stage.Client.FinishShadowsAsync(Patience));

        Assert.Equal([OutcomeKind.Answered], asked.Kinds);
    }

    [Theory]
    [Modes(0.0203, 0), Modes(0.0215, 1), Modes(0.0013, 0)]
    public async Task A_shadow_has_what_the_call_leaves_of_its_own_limit_of_cost(CallMode mode, double maxCost, int shadows)
    {
        await using var stage = Shadowed();
        stage.One.OnAny().Answer(Reply.Text("fine").WithUsage(300, 500));
        var request = Stage.Question() with { MaxTokens = null, Limits = new ChatLimits { MaxCost = (decimal)maxCost } };

        var asked = await stage.AskAsync(mode, maxCost < 0.002 ? request with { MaxTokens = 600 } : request);
        Assert.True(await stage.Client.FinishShadowsAsync(Patience));

        Assert.Equal((0.0013m, shadows), (asked.Result.Cost, stage.Two.CallCount));
    }

    private static Stage Shadowed() =>
        SplitAcrossRequestsTests.Split(0, split => split with { Shadow = new SplitMember("beta", 100) }, clock: TimeProvider.System);
}
