using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.Spend.Ledger;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Spend.History;

/// <summary>What a person can find out about a call when it is over.</summary>
public sealed class CallHistoryTests : IDisposable
{
    private readonly TempHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory, Modes]
    public async Task The_result_carries_the_id_under_which_the_call_is_found_with_every_attempt(CallMode mode)
    {
        await using var stage = At(["one/alpha"], ["beta"]);
        stage.One.OnAny().Answer(Reply.Error(503, null, "overloaded tonight"), Reply.Status(500));
        stage.Two.OnAny().Answer(Reply.Text("forty").WithUsage(10, 20));

        var result = (await stage.AskAsync(mode)).Result;
        var call = stage.Client.GetCall(result.CallId!);

        Assert.Equal((result.CallId, "alpha", "beta", "two", "Answered", 1), (call.Id, call.Model, call.ModelUsed, call.Provider, call.Outcome, call.FallbackCount));
        Assert.Equal((false, null, result.Cost), (call.IsFailed, call.Reason, call.Cost));
        Assert.Equal(
            result.Attempts.Select(attempt => (attempt.Target, attempt.Kind, attempt.Status, Whole(attempt.Duration), Whole(attempt.Wait), attempt.RequestId, attempt.Cost, attempt.Message)),
            call.Attempts.Select(attempt => (attempt.Target, attempt.Kind!.Value, attempt.Status, Whole(attempt.Duration!.Value), Whole(attempt.Wait!.Value), attempt.RequestId, attempt.Cost, attempt.Message)));
        Assert.Contains("overloaded tonight", call.Attempts[0].Message);
        Assert.True(call.Attempts[1].Wait > TimeSpan.Zero);
        Assert.Equal(Whole(result.Latency), Whole(call.Latency!.Value));
        Assert.Equal(call.TimeToFirstToken is null, result.TimeToFirstToken is null);
    }

    [Theory, Modes]
    public async Task The_error_carries_the_id_and_the_call_says_why_it_failed(CallMode mode)
    {
        await using var stage = At(["one/alpha"], ["beta"]);
        stage.One.OnAny().Answer(Reply.Error(404, null, "no such model here"));
        stage.Two.OnAny().Answer(Reply.Error(401, null, "wrong key"));

        var failure = (await stage.AskAsync(mode)).Failure;
        var call = stage.Client.GetCall(failure.CallId!);

        Assert.Equal((true, "Unfit", null, null, 2), (call.IsFailed, call.Outcome, call.ModelUsed, call.Provider, call.Attempts.Count));
        Assert.Equal(failure.Attempts[0].Message, call.Reason);
        Assert.Equal([call.Id], stage.Client.ListCalls(new CallQuery { Failed = true }).Select(failed => failed.Id));
    }

    [Theory, Modes]
    public async Task Of_two_targets_that_reject_the_request_the_first_gives_the_reason_and_a_token_limit_gives_its_own(CallMode mode)
    {
        await using var stage = At(["one/alpha"], ["beta"]);
        stage.One.OnAny().Answer(Reply.Error(400, "strange_code", "what the first says"));
        stage.Two.OnAny().Answer(Reply.Error(400, "stranger_code", "what the second says"), Reply.Length(""));

        foreach (var said in (string[])["what the first says", "token limit"])
        {
            var failure = (await stage.AskAsync(mode)).Failure;
            var call = stage.Client.GetCall(failure.CallId!);

            Assert.Equal(2, call.Attempts.Count);
            Assert.Contains(said, call.Reason, StringComparison.Ordinal);
            Assert.Contains(call.Reason!, failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Calls_are_listed_the_newest_first_whoever_made_them_and_whether_a_budget_counts_them_or_not()
    {
        var clock = new AutoAdvanceTimeProvider();
        var ids = new List<string?>();
        foreach (var budgets in (IReadOnlyList<BudgetOptions>[])[[], [LedgerHome.Budget(10m)], []])
        {
            await using var stage = At(["one/alpha"], [], clock).With(configuration => configuration with { Budgets = budgets });
            for (var call = 0; call < 3; call++)
            {
                ids.Insert(0, (await stage.AskAsync(CallMode.Plain)).Result.CallId);
                clock.Advance(TimeSpan.FromMilliseconds(2));
            }

            Assert.Equal(ids, stage.Client.ListCalls(new CallQuery()).Select(call => call.Id));
            Assert.Equal(ids.Take(2), stage.Client.ListCalls(new CallQuery()).Take(2).Select(call => call.Id));
        }
    }

    [Fact]
    public async Task Every_filter_keeps_the_calls_that_fit_it_and_no_other()
    {
        var clock = new AutoAdvanceTimeProvider();
        await using var stage = At(["one/alpha"], ["beta"], clock);
        stage.Two.OnAny().Answer(Reply.Text("dear").WithUsage(100_000, 1_000));
        stage.One.OnAny().Answer(Reply.Text("yes").WithUsage(10, 10), Reply.Status(404), Reply.Text("again").WithUsage(10, 10));
        var cheap = await Ask(Stage.Question() with { Tags = new Dictionary<string, string> { ["team"] = "Ops" }, Job = "nightly.csv" });
        var between = clock.GetUtcNow();
        var dear = await Ask(Stage.Question());
        var last = await Ask(Stage.Question() with { Fallback = [] });

        Assert.Equal([last, dear, cheap], Found(new CallQuery()));
        Assert.Equal([last, dear], Found(new CallQuery { From = between }));
        Assert.Equal([cheap], Found(new CallQuery { To = between }));
        Assert.Equal([dear], Found(new CallQuery { Provider = "TWO" }));
        Assert.Equal([dear], Found(new CallQuery { Model = "Beta" }));
        Assert.Equal([dear], Found(new CallQuery { Model = "two/beta" }));
        Assert.Equal([last, dear, cheap], Found(new CallQuery { Model = "alpha" }));
        Assert.Equal([dear], Found(new CallQuery { CostAbove = 0.5m }));
        Assert.Equal([cheap], Found(new CallQuery { Job = "nightly.csv" }));
        Assert.All((string[])["team=ops", "team", "OPS"], tag => Assert.Equal([cheap], Found(new CallQuery { Tag = tag })));
        Assert.Empty(Found(new CallQuery { Failed = true }));
        Assert.Empty(Found(new CallQuery { Provider = "two", Job = "nightly.csv" }));

        async Task<string> Ask(ChatRequest request)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            var id = (await stage.AskAsync(CallMode.Plain, request)).Result.CallId!;
            clock.Advance(TimeSpan.FromSeconds(1));
            return id;
        }

        IEnumerable<string> Found(CallQuery query) => stage.Client.ListCalls(query).Select(call => call.Id);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Texts_are_found_by_their_words_only_if_keeping_them_was_asked_for(bool kept)
    {
        await using var stage = At(["one/alpha"], []).With(configuration => configuration with { Ledger = new LedgerOptions { KeepTexts = kept } });
        stage.One.OnAny().Answer(Reply.Text("The spire measures three hundred metres."));
        var id = (await stage.AskAsync(CallMode.Plain, Stage.Question("How high is the Eiffel tower?"))).Result.CallId!;

        var call = stage.Client.GetCall(id);
        var query = new CallQuery { Text = "METRES eiffel" };

        Assert.Equal(kept ? ("How high is the Eiffel tower?", "The spire measures three hundred metres.") : (null, null), (call.Prompt, call.Answer));
        Assert.Equal(kept ? [id] : [], stage.Client.ListCalls(query).Select(found => found.Id));
        Assert.Empty(stage.Client.ListCalls(new CallQuery { Text = "eiffel leaning" }));
        Assert.Equal(!kept, stage.Client.FindSearchLimit(query)?.Contains("keepTexts", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public async Task A_beginning_of_an_id_is_enough_if_no_other_call_shares_it()
    {
        var clock = new AutoAdvanceTimeProvider();
        await using var stage = At(["one/alpha"], [], clock);
        var first = (await stage.AskAsync(CallMode.Plain)).Result.CallId!;
        clock.Advance(TimeSpan.FromSeconds(1));
        var second = (await stage.AskAsync(CallMode.Plain)).Result.CallId!;

        Assert.Equal(first, stage.Client.GetCall(first[..14]).Id);
        Assert.Equal(second, stage.Client.GetCall(" " + second[..14].ToUpperInvariant()).Id);
        Assert.Contains("several", Fault(first[..5]));
        Assert.Contains(first, Fault(first[..5]));
        Assert.Contains("too short", Fault(first[..3]));
        Assert.Contains("no call", Fault("00000000000000000000000000"));
        Assert.Contains("no call", Fault("chatcmpl-123"));

        string Fault(string id) => Assert.Throws<HolySheepException>(() => stage.Client.GetCall(id)).Message;
    }

    [Fact]
    public async Task A_call_under_way_is_listed_as_such_and_one_whose_process_is_gone_as_lost()
    {
        using var home = new LedgerHome();
        var ledger = home.Open(LedgerHome.Budget(10m));
        await ledger.BeginAsync(home.Entry());

        Assert.Equal(("UnderWay", false, (decimal?)0m), Only(home));
        ledger.Dispose();
        Assert.Equal(("Lost", true, (decimal?)0.01m), Only(home));

        static (string, bool, decimal?) Only(LedgerHome home) => Assert.Single(new CallHistory(home.Records, null).List(new CallQuery())) is var call ? (call.Outcome, call.IsFailed, call.Cost) : default;
    }

    [Fact]
    public async Task A_call_with_more_attempts_than_a_page_has_room_for_keeps_them_together()
    {
        using var home = new LedgerHome();
        var ledger = home.Open();
        var many = home.Entry();
        var other = home.Entry();
        for (var number = 1; number <= 700; number++)
        {
            await ledger.SettleAsync(await ledger.BeginAsync(many with { Number = number }), home.Answer(0.001m) with { Outcome = OutcomeKind.Transient });
        }

        await ledger.SettleAsync(await ledger.BeginAsync(other), home.Answer(0.001m));
        ledger.Dispose();

        var calls = new CallHistory(home.Records, null).List(new CallQuery()).ToDictionary(call => call.Id, call => call.Attempts.Count);

        Assert.Equal(new Dictionary<string, int> { [many.Call] = 700, [other.Call] = 1 }, calls);
    }

    [Fact]
    public async Task Keys_of_a_provider_with_several_are_told_apart_by_a_mark_that_reveals_none()
    {
        await using var stage = At(["one/alpha"], []).WithVariable("SECOND", "second-key-of-one")
            .WithProvider("one", provider => provider with { ApiKeys = [.. provider.ApiKeys, new KeyReference(KeySource.Environment, "SECOND")] });
        stage.One.OnAny().Answer(Reply.Status(401), Reply.Text("yes"));

        var call = stage.Client.GetCall((await stage.AskAsync(CallMode.Plain)).Result.CallId!);

        Assert.Equal(2, call.Attempts.Select(attempt => attempt.KeyMark).Distinct().Count());
        Assert.All(call.Attempts, attempt => Assert.Matches("^[0-9a-f]{12}$", attempt.KeyMark));
    }

    [Fact]
    public async Task A_range_that_ends_before_it_begins_is_refused()
    {
        await using var stage = At(["one/alpha"], []);
        var now = stage.Clock.GetUtcNow();

        Assert.Equal(ErrorCode.ArgumentInvalid, Assert.Throws<HolySheepException>(() => stage.Client.ListCalls(new CallQuery { From = now, To = now })).Code);
    }

    private static long Whole(TimeSpan time) => (long)time.TotalMilliseconds;

    private Stage At(string[] alpha, string[] chain, TimeProvider? clock = null) => new(alpha, chain) { Clock = clock ?? new AutoAdvanceTimeProvider(), StateFolder = _home.Folder };
}
