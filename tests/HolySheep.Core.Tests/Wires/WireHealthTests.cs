using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.Health;
using HolySheep.TestKit;
using HolySheep.TestKit.Voices;
using Xunit;

namespace HolySheep.Wires;

/// <summary>The budget of one request and the health of its targets, whatever wire they speak.</summary>
public sealed class WireHealthTests
{
    [Theory]
    [Wires(Trouble.ServerError), Wires(Trouble.Overloaded)]
    public async Task Five_failures_open_a_target_and_its_probe_is_never_retried_and_closes_it(string wire, CallMode mode, Trouble trouble)
    {
        var clock = new AutoAdvanceTimeProvider();
        await using var stage = Stage.Chain(clock).Speaking(wire);
        stage.One.OnAny().Answer([.. Enumerable.Repeat(Voice.Of(wire).Say(trouble), 6), Reply.Text("back")]);
        for (var call = 0; call < 3; call++)
        {
            Assert.Equal("two", (await stage.AskAsync(mode)).Result.Provider);
        }

        Assert.Equal(5, stage.One.CallCount);
        Assert.Equal([OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
        Assert.Equal(5, stage.One.CallCount);

        clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal([OutcomeKind.Transient, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
        Assert.Equal(6, stage.One.CallCount);

        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(("back", 7), ((await stage.AskAsync(mode)).Result.Content, stage.One.CallCount));
    }

    [Theory, Wires]
    public async Task A_target_that_opens_in_a_request_gets_no_further_retry_in_it(string wire, CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(Voice.Of(wire).Say(Trouble.ServerError));
        Assert.Equal(5, (await stage.AskAsync(mode, new ChatLimits { MaxRetries = 6 })).Attempts.Count);
    }

    [Theory, Wires]
    public async Task If_all_are_open_without_a_hint_the_request_itself_probes_the_one_that_is_due_first(string wire, CallMode mode)
    {
        var clock = new AutoAdvanceTimeProvider();
        await using var stage = Stage.Chain(clock).Speaking(wire);
        stage.One.OnAny().Answer([.. Enumerable.Repeat(Voice.Of(wire).Say(Trouble.ServerError), 5), Reply.Text("alive")]);
        stage.Two.OnAny().Answer(Voice.Of(wire).Say(Trouble.ServerError));
        for (var call = 0; call < 2; call++)
        {
            await stage.AskAsync(mode, new ChatLimits { MaxRetries = 4, MaxAttempts = 20 });
        }

        var (one, two) = (stage.One.CallCount, stage.Two.CallCount);
        var targets = stage.Client.GetHealth().Targets.OrderBy(target => target.Until).ToList();
        Assert.All(targets, target => Assert.NotEqual(CircuitState.Closed, target.State));
        Assert.NotEqual(targets[0].Until, targets[1].Until);
        var asked = await stage.AskAsync(mode);
        Assert.Equal(targets[0].Target, asked.Attempts[0].Target);
        Assert.True(stage.One.CallCount - one + stage.Two.CallCount - two == asked.Attempts.Count && asked.Attempts.Count is 1 or 2, $"{asked.Attempts.Count}");
    }

    [Theory]
    [Wires(false), Wires(true)]
    public async Task One_request_whose_answers_cannot_be_read_opens_nothing_and_five_do(string wire, CallMode mode, bool cut)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.Handle(request => request.LastUserMessage != "odd" ? null : cut && mode != CallMode.Plain ? Reply.Words(20).CutAfter(9) : Reply.EmptyContent());
        var stubborn = new ChatLimits { MaxRetries = 19, MaxAttempts = 20 };
        var asked = await stage.AskAsync(mode, Stage.Question("odd") with { Limits = stubborn });
        Assert.Equal(cut && mode == CallMode.VisibleStream ? 1 : 20, asked.Failure.Attempts.Count);
        Assert.Equal([OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
        Assert.All(stage.Client.GetHealth().Targets, target => Assert.Equal(CircuitState.Closed, target.State));
    }

    [Theory]
    [Wires(0, 10), Wires(40_000, 14)]
    public async Task The_limit_of_the_first_token_grows_with_the_prompt(string wire, CallMode mode, int tokens, int seconds)
    {
        if (mode == CallMode.Plain)
        {
            return;
        }

        var clock = new WatchedClock();
        await using var stage = Stage.Chain(clock).Speaking(wire);
        stage.One.OnAny().Answer(Reply.SilentAfterHeaders());
        stage.Two.OnAny().Answer(Reply.Text("fine"));
        var asking = stage.AskAsync(mode, Stage.Question(tokens == 0 ? "How high?" : string.Concat(Enumerable.Repeat("lamb ", tokens))));
        await stage.One.WaitForCallAsync();
        await clock.SetAsync(limit => limit.TotalSeconds > seconds - 0.2 && limit.TotalSeconds < seconds + 3);
        clock.Advance(TimeSpan.FromSeconds(seconds - 0.2));
        Assert.False(asking.IsCompleted);
        Assert.Equal(0, stage.Two.CallCount);
        clock.Advance(TimeSpan.FromSeconds(tokens == 0 ? 0.3 : 3));
        Assert.Equal([OutcomeKind.Silent, OutcomeKind.Answered], (await asking).Kinds);
    }

    [Theory, Wires]
    public async Task A_model_that_reasons_first_has_a_minute_for_its_first_token(string wire, CallMode mode)
    {
        if (mode == CallMode.Plain)
        {
            return;
        }

        var clock = new WatchedClock();
        await using var stage = Stage.Chain(clock).Speaking(wire).With(configuration => configuration with { Catalog = new ModelCatalog([new ModelEntry { Id = "alpha", ReasonsFirst = true, Price = new ModelPrice(1m, 2m) }]) });
        stage.One.OnAny().Answer(Reply.SilentAfterHeaders());
        var asking = stage.AskAsync(mode, new ChatLimits { AttemptTimeout = TimeSpan.FromSeconds(200) });
        await stage.One.WaitForCallAsync();
        await clock.SetAsync(limit => limit.TotalSeconds is >= 60 and < 61);
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(0, stage.Two.CallCount);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal([OutcomeKind.Silent, OutcomeKind.Answered], (await asking).Kinds);
    }

    [Theory, Wires]
    public async Task A_short_time_is_shared_so_that_the_next_target_is_reached(string wire, CallMode mode)
    {
        var clock = new WatchedClock();
        await using var stage = Stage.Chain(clock).Speaking(wire);
        stage.One.OnAny().Answer(Reply.Silent());
        var asking = stage.AskAsync(mode, new ChatLimits { Timeout = TimeSpan.FromSeconds(8), FirstToken = TimeSpan.FromHours(1) });
        await stage.One.WaitForCallAsync();
        await clock.SetAsync(TimeSpan.FromSeconds(4));
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal([OutcomeKind.Silent, OutcomeKind.Answered], (await asking).Kinds);
    }

    [Theory, Wires]
    public async Task Money_ends_a_request_too(string wire, CallMode mode)
    {
        using var home = new TempFolder("money");
        await using var stage = new Stage(["one/alpha"], ["beta"]) { StateFolder = home.Path }.Speaking(wire);

        // One attempt of 1,000 and 100 tokens costs 0.0012 USD, and each may cost 0.0002 more at most.
        stage.One.OnAny().Answer(Reply.EmptyContent().WithUsage(1_000, 100));
        var asked = await stage.AskAsync(mode, Stage.Question() with { MaxTokens = 100, Limits = new ChatLimits { MaxCost = 0.0013m } });
        Assert.Equal(1, stage.One.CallCount);
        Assert.Equal(0, stage.Two.CallCount);
        Assert.NotNull(asked.Error);

        var refused = await stage.AskAsync(mode, Stage.Question() with { MaxTokens = 100, Limits = new ChatLimits { MaxCost = 0.0000001m } });
        Assert.Equal((ErrorCode.BudgetExceeded, 1), (((HolySheepException)refused.Error!).Code, stage.One.CallCount));
    }
}
