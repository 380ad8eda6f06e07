using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Calls.Splits;

public sealed class SplitAcrossRequestsTests
{
    [Theory, Modes]
    public async Task Keys_stay_on_their_side_and_a_growing_share_keeps_the_ones_that_it_had(CallMode mode)
    {
        var five = await OverAsync(mode, 5);
        var half = await OverAsync(mode, 50);
        Assert.NotEmpty(five);
        Assert.NotEqual(five.Count, half.Count);
        Assert.Empty(five.Except(half));
    }

    [Theory, Modes]
    public async Task Without_a_key_chance_decides_and_the_result_keeps_what_was_asked_for(CallMode mode)
    {
        var draw = 0.0;
        await using var stage = Split(5, randomness: () => draw);
        var over = (await stage.AskAsync(mode)).Result;
        draw = 0.05;
        var stayed = (await stage.AskAsync(mode)).Result;
        Assert.Equal(("alpha", "beta", "alpha", "alpha"), (over.Model, over.ModelUsed, stayed.Model, stayed.ModelUsed));
    }

    [Theory, Modes]
    public async Task Where_the_member_fails_the_old_side_answers_and_then_its_chain(CallMode mode)
    {
        Assert.Equal(["two/beta", "one/alpha"], await TargetsAsync(Reply.Echo, Stage.Question()));
        Assert.Equal(["two/beta", "one/alpha", "two/gamma"], await TargetsAsync(Reply.Status(404, "gone"), Stage.Question()));
        Assert.Equal(["two/beta", "one/alpha"], await TargetsAsync(Reply.Status(404, "gone"), Stage.Question() with { NoFallback = true }));

        async Task<IEnumerable<string>> TargetsAsync(Reply old, ChatRequest request)
        {
            await using var stage = Split(100, chain: ["two/gamma"]);
            stage.Two.On("beta").Answer(Reply.Status(404, "gone"));
            stage.One.On("alpha").Answer(old);
            return (await stage.AskAsync(mode, request)).Attempts.Select(attempt => attempt.Target);
        }
    }

    [Theory]
    [Modes("refused"), Modes("bad request"), Modes("too long")]
    public async Task A_failure_caused_by_the_request_alone_counts_against_no_side(CallMode mode, string verdict)
    {
        await using var stage = Split(100, split => split with { MinSamples = 1, MaxErrorRate = 0.2 });
        var reply = Reply.Status(400, verdict switch
        {
            "refused" => """{"error":{"message":"Your request was rejected by our content policy.","code":"content_policy_violation"}}""",
            "too long" => """{"error":{"message":"too long","code":"context_length_exceeded"}}""",
            _ => """{"error":{"message":"messages[0].content: string expected","type":"invalid_request_error"}}""",
        });
        stage.Two.On("beta").Answer(reply);
        stage.One.On("alpha").Answer(reply);
        Assert.NotNull((await stage.AskAsync(mode)).Error);
        var side = Assert.Single(stage.Client.ListSplits()).Members[0];
        Assert.Equal((0L, null), (side.Samples, side.ReturnedAt));
    }

    [Theory, Modes]
    public async Task A_member_that_fails_too_often_gets_no_more_calls_and_that_is_reported_once(CallMode mode)
    {
        await using var stage = Split(100, split => split with { MinSamples = 4, MaxErrorRate = 0.25 });
        stage.Two.On("beta").Answer(Reply.Echo, Reply.Echo, Reply.Status(404, "gone"));
        var asked = new List<ChatResult>();
        for (var call = 0; call < 6; call++)
        {
            asked.Add((await stage.AskAsync(mode)).Result);
        }

        Assert.Equal(["beta", "beta", "alpha", "alpha", "alpha", "alpha"], asked.Select(result => result.ModelUsed));
        Assert.Equal([0, 0, 0, 1, 0, 0], asked.Select(result => result.Warnings.Count(warning => warning.StartsWith("The split of alpha no longer gives calls to beta: 2 of the last 4", StringComparison.Ordinal))));

        // The fourth was given to it while its health had it left alone: that is no answer either.
        Assert.Equal(3, stage.Two.CallCount);
        var side = stage.Client.ListSplits().Single().Members.Single();
        Assert.Equal((4L, 2L, 0.5), (side.Samples, side.Errors, side.ErrorRate));
        Assert.Contains("more than 25 %", side.Reason, StringComparison.Ordinal);
        Assert.NotNull(side.ReturnedAt);
    }

    [Theory, Modes]
    public async Task A_call_without_an_answer_counts_and_the_next_call_reports_what_it_changed(CallMode mode)
    {
        await using var stage = Split(100, split => split with { MinSamples = 1, MaxErrorRate = 0 });
        stage.Two.On("beta").Answer(Reply.Status(404, "gone"));
        stage.One.On("alpha").Answer(Reply.Status(404, "gone"), Reply.Echo);

        Assert.Equal(2, (await stage.AskAsync(mode)).Failure.Attempts.Count);
        Assert.Contains((await stage.AskAsync(mode)).Result.Warnings, warning => warning.Contains("no longer gives calls to beta"));
        Assert.Empty((await stage.AskAsync(mode)).Result.Warnings);
    }

    [Theory, Modes]
    public async Task A_call_that_no_target_takes_before_its_deadline_counts_as_one_without_an_answer(CallMode mode)
    {
        await using var stage = Split(100);
        var later = Reply.Status(429).WithHeader("Retry-After", "3600");
        stage.Two.On("beta").Answer(later);
        stage.One.On("alpha").Answer(later);

        Assert.Equal(2, (await stage.AskAsync(mode)).Failure.Attempts.Count);
        Assert.Empty((await stage.AskAsync(mode)).Failure.Attempts);

        Assert.Equal((2L, 2L), stage.Client.ListSplits().Single().Members.Single() is var side ? (side.Samples, side.Errors) : default);
    }

    [Theory, Modes]
    public async Task A_member_that_is_too_slow_gets_no_more_calls(CallMode mode)
    {
        await using var stage = Split(100, split => split with { MinSamples = 2, MaxP95 = TimeSpan.FromMilliseconds(50) }, clock: TimeProvider.System);
        stage.Two.On("beta").Answer(Reply.Echo.Delay(TimeSpan.FromMilliseconds(80)));
        var used = new List<string>();
        for (var call = 0; call < 3; call++)
        {
            used.Add((await stage.AskAsync(mode)).Result.ModelUsed);
        }

        Assert.Equal(["beta", "beta", "alpha"], used);
        Assert.Contains("95th percentile", stage.Client.ListSplits().Single().Members.Single().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_sides_are_counted_with_their_costs_and_a_side_that_the_caller_left_out_is_not()
    {
        var draw = 0.0;
        await using var stage = Split(50, randomness: () => draw);
        stage.Two.On("beta").Answer(Reply.Text("yes").WithUsage(100_000, 50_000));
        await stage.AskAsync(CallMode.Plain);
        await stage.AskAsync(CallMode.Plain, Stage.Question() with { ExcludedProviders = ["two"] });
        draw = 0.9;
        await stage.AskAsync(CallMode.Plain);

        var status = stage.Client.ListSplits().Single();
        Assert.Equal((1L, 2.0m, 1L, 50m), (status.Members[0].Samples, status.Members[0].Cost, status.Old.Samples, status.Old.Percent));
    }

    [Theory, Modes]
    public async Task A_member_that_a_budget_had_no_money_for_has_not_failed(CallMode mode)
    {
        var budget = new BudgetOptions
        {
            Name = "none",
            Limit = 0,
            Period = new BudgetPeriod { Kind = BudgetPeriodKind.Day, TimeZone = TimeZoneInfo.Utc },
            Action = BudgetAction.Stop,
            Scope = BudgetScope.Parse("model=beta")!,
        };
        await using var stage = Split(100, split => split with { MinSamples = 1, MaxErrorRate = 0 }).With(configuration => configuration with { Budgets = [budget] });

        Assert.Equal("alpha", (await stage.AskAsync(mode)).Result.ModelUsed);

        var side = stage.Client.ListSplits().Single().Members.Single();
        Assert.Equal((0L, 0L, null), (side.Samples, side.Errors, side.ReturnedAt));
    }

    [Fact]
    public async Task A_split_between_targets_of_one_model_leaves_the_others_behind_it()
    {
        await using var stage = Stage.SameModel().With(configuration => configuration with
        {
            Splits = new Dictionary<string, SplitOptions> { ["alpha"] = new() { Model = "alpha", To = [new SplitMember("two/alpha", 100)] } },
        });
        stage.Two.OnAny().Answer(Reply.Status(404, "gone"));
        Assert.Equal(["two/alpha", "one/alpha"], (await stage.AskAsync(CallMode.Plain)).Attempts.Select(attempt => attempt.Target));
    }

    internal static Stage Split(
        decimal percent, Func<SplitOptions, SplitOptions>? change = null, string[]? chain = null, Func<double>? randomness = null, TimeProvider? clock = null) =>
        new Stage(["one/alpha"], chain ?? []) { Clock = clock ?? new AutoAdvanceTimeProvider(), Randomness = randomness ?? (() => 0.5) }.With(configuration => configuration with
        {
            Splits = new Dictionary<string, SplitOptions> { ["alpha"] = (change ?? (split => split))(new SplitOptions { Model = "alpha", To = [new SplitMember("beta", percent)] }) },
        });

    private static async Task<IReadOnlyList<int>> OverAsync(CallMode mode, decimal percent)
    {
        await using var stage = Split(percent);
        var over = new List<int>();
        for (var key = 0; key < 40; key++)
        {
            if ((await stage.AskAsync(mode, Stage.Question() with { SplitKey = $"user-{key}" })).Result.ModelUsed == "beta")
            {
                over.Add(key);
            }
        }

        return over;
    }
}
