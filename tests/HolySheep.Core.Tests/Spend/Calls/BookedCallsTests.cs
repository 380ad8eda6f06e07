using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Usage;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Spend.Calls;

/// <summary>Every attempt of a call has one row, and the rows cost what the call says.</summary>
public sealed class BookedCallsTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly TempHome _home = new();

    private IReadOnlyList<BookedRow> Rows => BookedRow.In(_home.Folder);

    public void Dispose() => _home.Dispose();

    [Theory, Modes]
    public async Task An_answer_is_one_row_with_its_tokens_and_its_cost(CallMode mode)
    {
        await using var stage = At(["one/alpha"], []);
        stage.One.OnAny().Answer(Reply.Text("forty metres").WithUsage(1_000, 500, cached: 200, reasoning: 100));

        var result = (await stage.AskAsync(mode)).Result;

        var row = Assert.Single(Rows);
        Assert.Equal((AttemptRole.Normal, 1, false, AttemptState.Settled, OutcomeKind.Answered, "one/alpha"), (row.Role, row.Number, row.IsFallback, row.State, row.Outcome, row.Target));
        Assert.Equal(new ChatUsage { PromptTokens = 1_000, CachedTokens = 200, CompletionTokens = 500, ReasoningTokens = 100 }, row.Usage);
        Assert.Equal((0.002m, 0.002m, 0.002m, 200), (result.Cost, row.Cost, row.Amount, row.Status));
        AssertLedgerIsWorth(result.Cost, stage);
    }

    [Theory, Modes]
    public async Task A_retry_and_a_fallback_are_rows_of_the_same_call(CallMode mode)
    {
        await using var stage = At(["one/alpha"], ["beta"]);
        stage.One.OnAny().Answer(Reply.Status(500));
        stage.Two.OnAny().Answer(Reply.Text("forty").WithUsage(10, 20));

        var result = (await stage.AskAsync(mode)).Result;

        Assert.Equal(
            [("one/alpha", 1, false, OutcomeKind.Transient, 0m), ("one/alpha", 2, false, OutcomeKind.Transient, 0m), ("two/beta", 3, true, OutcomeKind.Answered, 0.0005m)],
            Rows.Select(row => (row.Target, row.Number, row.IsFallback, row.Outcome!.Value, row.Cost!.Value)));
        Assert.Single(Rows.Select(row => row.Call).Distinct());
        Assert.Equal([("alpha", "alpha"), ("alpha", "alpha"), ("alpha", "beta")], Rows.Select(row => (row.ModelAsked, row.Model)));
        AssertLedgerIsWorth(result.Cost, stage);
        var usage = stage.Client.GetUsage(new UsageQuery { To = stage.Clock.GetUtcNow().AddSeconds(1) }).Total;
        Assert.Equal((1L, 3L, 1L, 2L, 1L), (usage.Calls, usage.Attempts, usage.Answered, usage.Failed, usage.Fallbacks));
    }

    [Theory, Modes]
    public async Task A_call_without_an_answer_leaves_a_row_for_each_attempt(CallMode mode)
    {
        await using var stage = At(["one/alpha"], ["beta"]);
        stage.One.OnAny().Answer(Reply.Status(404));
        stage.Two.OnAny().Answer(Reply.Status(401));

        var failure = (await stage.AskAsync(mode)).Failure;

        Assert.Equal([("one/alpha", OutcomeKind.Unfit, 404), ("two/beta", OutcomeKind.BadCredential, 401)], Rows.Select(row => (row.Target, row.Outcome!.Value, row.Status!.Value)));
        Assert.All(Rows, row => Assert.Equal((AttemptState.Settled, 0m, 0m), (row.State, row.Cost, row.Amount)));
        AssertLedgerIsWorth(failure.Cost, stage);
    }

    [Theory]
    [InlineData(CallMode.Plain, OutcomeKind.Transient)]
    [InlineData(CallMode.StreamedWire, OutcomeKind.Cut)]
    public async Task A_cut_answer_is_booked_as_an_estimate_beside_the_one_that_came_whole(CallMode mode, OutcomeKind kind)
    {
        await using var stage = At(["one/alpha"], []);
        stage.One.OnAny().Answer(Reply.Words(40).CutAfter(20), Reply.Words(40).WithUsage(10, 40));

        var result = (await stage.AskAsync(mode)).Result;

        Assert.Equal([kind, OutcomeKind.Answered], Rows.Select(row => row.Outcome!.Value));
        Assert.Equal([true, false], Rows.Select(row => row.Usage.Estimated));
        Assert.All(Rows, row => Assert.True(row.Cost > 0));
        AssertLedgerIsWorth(result.Cost, stage);
    }

    [Fact]
    public async Task An_answer_cut_while_the_caller_watches_is_booked_as_an_estimate_of_the_text_received()
    {
        await using var stage = At(["one/alpha"], ["beta"]);
        stage.One.OnAny().Answer(Reply.Words(40).CutAfter(20));

        var failure = (await stage.AskAsync(CallMode.VisibleStream)).Failure;

        var row = Assert.Single(Rows);
        Assert.Equal((OutcomeKind.Cut, true), (row.Outcome, row.Usage.Estimated));
        Assert.True(row.Usage.CompletionTokens >= 20);
        AssertLedgerIsWorth(failure.Cost, stage);
    }

    [Theory, Modes]
    public async Task An_attempt_that_never_said_anything_is_booked_as_an_estimate(CallMode mode)
    {
        await using var stage = At(["one/alpha"], ["beta"], TimeProvider.System);
        stage.One.OnAny().Answer(Reply.SilentAfterHeaders());
        var soon = TimeSpan.FromSeconds(0.3);

        var result = (await stage.AskAsync(mode, new ChatLimits { AttemptTimeout = soon, FirstToken = soon })).Result;

        Assert.Equal([OutcomeKind.Silent, OutcomeKind.Answered], Rows.Select(row => row.Outcome!.Value));
        Assert.True(Rows[0].Usage.Estimated);
        AssertLedgerIsWorth(result.Cost, stage);
    }

    [Theory, Modes]
    public async Task A_call_that_its_caller_cancels_midway_is_booked_as_an_estimate(CallMode mode)
    {
        await using var stage = At(["one/alpha"], ["beta"]);
        stage.One.OnAny().Answer(Reply.Words(80).HoldAfter(40, new Gate()));
        using var leaving = new CancellationTokenSource();
        var seen = 0;
        var held = new TaskCompletionSource();
        var asking = Caller.AskAsync(stage.Client, Stage.Question(), mode, _ => (++seen == 40 ? held : null)?.SetResult(), leaving.Token);
        await stage.One.WaitForCallAsync();
        await (mode == CallMode.VisibleStream ? held.Task.WaitAsync(Patience) : Task.CompletedTask);

        await leaving.CancelAsync();

        Assert.IsAssignableFrom<OperationCanceledException>((await asking.WaitAsync(Patience)).Error);
        var row = Assert.Single(Rows);
        Assert.Equal((AttemptState.Settled, OutcomeKind.Cancelled, true), (row.State, row.Outcome, row.Usage.Estimated));
        Assert.True(row.Cost > 0);
        Assert.True(mode != CallMode.VisibleStream || row.Usage.CompletionTokens >= 40, $"{row.Usage.CompletionTokens} tokens of the answer are booked.");
        Assert.Equal(row.Cost, stage.Client.GetUsage(new UsageQuery { To = stage.Clock.GetUtcNow().AddSeconds(1) }).Total.EstimatedCost);
    }

    [Fact]
    public async Task A_visible_stream_that_is_left_early_is_booked_as_an_estimate()
    {
        await using var stage = At(["one/alpha"], []);
        stage.One.OnAny().Answer(Reply.Words(80).HoldAfter(40, new Gate()));
        await foreach (var _ in stage.Client.StreamAsync(Stage.Question()))
        {
            break;
        }

        Assert.Equal((AttemptState.Settled, OutcomeKind.Cancelled, true), (Rows.Single().State, Rows.Single().Outcome, Rows.Single().Usage.Estimated));
    }

    [Theory, Modes]
    public async Task A_hedged_loser_is_booked_as_an_estimate_and_the_one_beside_it_as_a_hedge(CallMode mode)
    {
        var clock = new WatchedClock();
        await using var stage = At(["one/alpha", "two/alpha"], [], clock);
        stage.One.OnAny().Answer(Reply.Silent());
        var late = TimeSpan.FromSeconds(2);
        var asking = stage.AskAsync(mode, new ChatLimits { FirstToken = TimeSpan.FromMinutes(1), Hedge = HedgeTime.After(late) });
        await stage.One.WaitForCallAsync();
        await clock.SetAsync(late);
        clock.Advance(late);

        var result = (await asking).Result;

        Assert.Equal(
            [("one/alpha", AttemptRole.Normal, 1, OutcomeKind.Cancelled, true), ("two/alpha", AttemptRole.Hedge, 2, OutcomeKind.Answered, false)],
            Rows.Select(row => (row.Target, row.Role, row.Number, row.Outcome!.Value, row.Usage.Estimated)));
        Assert.All(Rows, row => Assert.True(row.State == AttemptState.Settled && row.Cost > 0));
        AssertLedgerIsWorth(result.Cost, stage);
    }

    [Theory, Modes]
    public async Task A_shadow_is_booked_as_one_beside_the_call_that_it_answers_once_more(CallMode mode)
    {
        await using var stage = At(["one/alpha"], [], TimeProvider.System).With(configuration => configuration with
        {
            Splits = new Dictionary<string, SplitOptions> { ["alpha"] = new() { Model = "alpha", To = [new SplitMember("beta", 0)], Shadow = new SplitMember("beta", 100) } },
        });
        stage.Two.On("beta").Answer(Reply.Text("never seen").WithUsage(100_000, 50_000));

        var result = (await stage.AskAsync(mode)).Result;
        Assert.True(await stage.Client.FinishShadowsAsync(Patience));

        var shadow = Assert.Single(Rows, row => row.Role == AttemptRole.Shadow);
        Assert.Equal(("two/beta", OutcomeKind.Answered, 2.0m), (shadow.Target, shadow.Outcome, shadow.Cost));
        var own = Assert.Single(Rows, row => row.Role == AttemptRole.Normal);
        Assert.Equal(result.Cost, own.Cost);
        var usage = stage.Client.GetUsage(new UsageQuery { To = DateTimeOffset.UtcNow.AddMinutes(1) }).Total;
        Assert.Equal((1L, 2L, 2.0m + own.Cost), (usage.Calls, usage.Attempts, usage.Cost));
    }

    [Theory, Modes]
    public async Task A_call_that_was_never_sent_has_no_row(CallMode mode)
    {
        await using var stage = At(["one/alpha"], []);

        Assert.NotNull((await stage.AskAsync(mode, Stage.Question() with { Messages = [] })).Error);
        Assert.NotNull((await stage.AskAsync(mode, Stage.Question() with { ExcludedProviders = ["one", "two"] })).Error);
        await stage.AskAsync(mode);

        Assert.Single(Rows);
    }

    [Fact]
    public async Task Over_many_calls_of_all_sorts_the_costs_of_the_results_are_the_ledgers_sum()
    {
        await using var stage = At(["one/alpha"], ["beta"]);
        var random = new Random(7);
        stage.One.OnAny().Answer([.. Enumerable.Range(0, 400).Select(_ => AnyReply(random))]);
        stage.Two.OnAny().Answer([.. Enumerable.Range(0, 400).Select(_ => AnyReply(random))]);
        var cost = 0m;
        for (var call = 0; call < 150; call++)
        {
            var asked = await stage.AskAsync((CallMode)(call % 3));
            cost += (asked.Error is null ? asked.Result.Cost : asked.Failure.Cost) ?? throw new InvalidOperationException("A cost is missing.");
        }

        AssertLedgerIsWorth(cost, stage);
        Assert.Equal(stage.One.CallCount + stage.Two.CallCount, Rows.Count);
        Assert.All(Rows, row => Assert.Equal(AttemptState.Settled, row.State));
    }

    private static Reply AnyReply(Random random) => random.Next(8) switch
    {
        0 => Reply.Status(500),
        1 => Reply.Words(30).CutAfter(10),
        2 => Reply.BrokenJson(),
        3 => Reply.Words(5).WithoutUsage(),
        _ => Reply.Text("yes").WithUsage(random.Next(1, 100_000), random.Next(1, 10_000), cached: random.Next(0, 500), reasoning: random.Next(0, 500)),
    };

    private Stage At(string[] alpha, string[] chain, TimeProvider? clock = null) => new(alpha, chain) { Clock = clock ?? new AutoAdvanceTimeProvider(), StateFolder = _home.Folder };

    private void AssertLedgerIsWorth(decimal? cost, Stage stage)
    {
        Assert.Equal(cost, Rows.Sum(row => row.Cost));
        Assert.Equal(cost, Rows.Sum(row => row.Amount));
        Assert.Equal(cost, stage.Client.GetUsage(new UsageQuery { From = DateTimeOffset.UnixEpoch, To = stage.Clock.GetUtcNow().AddHours(1) }).Total.Cost);
    }
}
