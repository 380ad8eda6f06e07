using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Limits;

public sealed class LimitedCallsTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory, Modes]
    public async Task Calls_are_paced_by_the_configured_rate_and_the_wait_stands_on_the_attempt(CallMode mode)
    {
        await using var stage = Stage.Alone().WithProvider("one", provider => provider with { RequestsPerMinute = 30 });
        var asked = new List<Asked> { await stage.AskAsync(mode), await stage.AskAsync(mode), await stage.AskAsync(mode) };
        Assert.Equal([0, 2, 2], asked.Select(call => Math.Round(call.Attempts.Single().Wait.TotalSeconds, 3)));
        Assert.Equal([2, 2], stage.Waits);
    }

    [Theory]
    [Modes(3, 900, true), Modes(3, 20, false), Modes(0, 900, true), Modes(0, 600, false)]
    public async Task An_announced_token_limit_expects_answers_as_long_as_past_ones(CallMode mode, int past, int left, bool isSent)
    {
        using var home = new TempHome();
        await using var stage = new Stage(["one/alpha"], []) { StateFolder = home.Folder };
        stage.One.OnAny().Answer([.. Enumerable.Repeat(5_000, past).Append(left).Select(remaining => Reply.Text("said").WithUsage(10, past == 0 ? 700 : 15)
            .WithHeader("x-ratelimit-limit-tokens", "6000").WithHeader("x-ratelimit-remaining-tokens", $"{remaining}").WithHeader("x-ratelimit-reset-tokens", "3600"))]);
        for (var call = 0; call <= past; call++)
        {
            await stage.AskAsAnotherAsync(mode);
        }

        var asked = await stage.AskAsAnotherAsync(mode, new ChatLimits { Timeout = TimeSpan.FromSeconds(30) });

        Assert.Equal(past + (isSent ? 2 : 1), stage.One.CallCount);
        Assert.Equal(isSent ? null : ErrorCode.RateLimit, (asked.Error as ChatException)?.Code);
    }

    [Theory, Modes]
    public async Task A_wait_is_reported(CallMode mode)
    {
        await using var stage = Stage.Alone().WithProvider("one", provider => provider with { RequestsPerMinute = 30 });
        var told = new ConcurrentQueue<ChatTrace>();
        await stage.AskAsync(mode);
        await stage.AskAsync(mode, Stage.Question() with { Trace = told.Enqueue });
        Assert.Contains(told, trace => trace is { Level: ChatTraceLevel.Verbose, Message: "one/alpha: waits 2 s for room under its limits." });
    }

    [Theory, Modes]
    public async Task The_wait_counts_against_no_limit_of_the_attempt(CallMode mode)
    {
        await using var stage = Stage.Chain().WithProvider("one", provider => provider with { RequestsPerMinute = 1 });
        var limits = new ChatLimits { AttemptTimeout = TimeSpan.FromSeconds(2), FirstToken = TimeSpan.FromSeconds(2), Stall = TimeSpan.FromSeconds(2) };
        await stage.AskAsync(mode, limits);
        var asked = await stage.AskAsync(mode, limits);
        Assert.Equal([("one/alpha", OutcomeKind.Answered)], asked.Attempts.Select(attempt => (attempt.Target, attempt.Kind)));
        Assert.Equal([60], stage.Waits);
        Assert.InRange(asked.Attempts[0].Duration, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Theory, Modes]
    public async Task Each_key_of_a_provider_has_its_own_rate(CallMode mode)
    {
        await using var stage = Stage.Alone().WithProvider("one", provider => provider with { RequestsPerMinute = 1 });
        await stage.AskAsync(mode);
        await stage.AskAsync(mode, Stage.Question() with { ApiKey = new Secret("another-key") });
        Assert.Empty(stage.Waits);
    }

    [Theory, Modes]
    public async Task All_models_of_a_provider_share_its_configured_rate(CallMode mode)
    {
        await using var stage = Stage.Alone().WithProvider("one", provider => provider with { RequestsPerMinute = 30 });
        await stage.AskAsync(mode);
        await stage.AskAsync(mode, Stage.Question() with { Model = "one/other" });
        Assert.Equal([2], stage.Waits);
    }

    [Theory, Modes]
    public async Task Tokens_are_reserved_by_estimate_and_corrected_by_what_was_used(CallMode mode)
    {
        await using var stage = Stage.Alone().WithProvider("one", provider => provider with { TokensPerMinute = 600 });
        stage.One.OnAny().Answer(Reply.Text("short").WithUsage(40, 10), Reply.Text("long").WithUsage(40, 200), Reply.Echo);
        var request = Stage.Question() with { MaxTokens = 100 };
        await stage.AskAsync(mode, request);
        await stage.AskAsync(mode, request);
        await stage.AskAsync(mode, request);
        Assert.Equal([5, 24], stage.Waits);
    }

    [Theory, Modes]
    public async Task Another_target_of_the_model_that_has_room_at_once_is_taken(CallMode mode)
    {
        await using var stage = Stage.SameModel().WithProvider("one", provider => provider with { RequestsPerMinute = 30 });
        Asked[] asked = [await stage.AskAsync(mode), await stage.AskAsync(mode)];
        Assert.Equal(["one", "two"], asked.Select(call => call.Result.Provider));
        Assert.Empty(stage.Waits);
        Assert.Equal(0, asked[1].Result.FallbackCount);
    }

    [Theory, Modes]
    public async Task Where_no_target_of_the_model_has_room_the_shortest_wait_is_taken(CallMode mode)
    {
        await using var stage = Stage.SameModel()
            .WithProvider("one", provider => provider with { RequestsPerMinute = 1 })
            .WithProvider("two", provider => provider with { RequestsPerMinute = 20 });
        string[] providers = [await ProviderAsync(), await ProviderAsync(), await ProviderAsync()];
        Assert.Equal(["one", "two", "two"], providers);
        Assert.Equal([3], stage.Waits);
        async Task<string> ProviderAsync() => (await stage.AskAsync(mode)).Result.Provider;
    }

    [Theory, Modes]
    public async Task Another_model_is_asked_only_where_the_wait_does_not_fit_the_calls_time(CallMode mode)
    {
        await using var stage = Stage.Chain().WithProvider("one", provider => provider with { RequestsPerMinute = 1 });
        await stage.AskAsync(mode);
        Assert.Equal("one", (await stage.AskAsync(mode)).Result.Provider);
        var asked = await stage.AskAsync(mode, new ChatLimits { Timeout = TimeSpan.FromSeconds(30) });
        Assert.Equal(("two", 1), (asked.Result.Provider, asked.Attempts.Count));
        Assert.Equal([60], stage.Waits);
    }

    [Theory, Modes]
    public async Task If_no_target_has_room_in_time_the_error_says_when_one_will(CallMode mode)
    {
        await using var stage = Stage.Alone().WithProvider("one", provider => provider with { RequestsPerMinute = 1 });
        await stage.AskAsync(mode);
        var failure = (await stage.AskAsync(mode, new ChatLimits { Timeout = TimeSpan.FromSeconds(30) })).Failure;
        Assert.Equal((ErrorCode.RateLimit, OutcomeKind.Throttled, stage.Clock.GetUtcNow().AddMinutes(1)), (failure.Code, failure.Kind, failure.RetryAt));
        Assert.Contains("limits on requests, tokens or concurrent calls", failure.Message);
        Assert.Empty(failure.Attempts);
        Assert.Empty(stage.Waits);
        Assert.Equal(1, stage.One.CallCount);
    }

    [Theory, Modes]
    public async Task A_call_that_continues_after_a_failure_and_finds_no_room_reports_the_failure(CallMode mode)
    {
        await using var stage = Stage.Chain().WithProvider("two", provider => provider with { RequestsPerMinute = 1 });
        stage.One.OnAny().Answer(Reply.Status(404));
        await stage.AskAsync(mode);
        var failure = (await stage.AskAsync(mode, new ChatLimits { Timeout = TimeSpan.FromSeconds(30) })).Failure;
        Assert.NotNull(failure.RetryAt);
    }

    [Theory]
    [Modes("x-ratelimit-limit-requests: 10; x-ratelimit-remaining-requests: 0; x-ratelimit-reset-requests: 20s")]
    [Modes("x-ratelimit-limit: 10; x-ratelimit-remaining: 0; x-ratelimit-reset: 1767225620")]
    [Modes("anthropic-ratelimit-requests-limit: 10; anthropic-ratelimit-requests-remaining: 0; anthropic-ratelimit-requests-reset: 2026-01-01T00:00:20Z")]
    [Modes("anthropic-ratelimit-tokens-limit: 10000; anthropic-ratelimit-tokens-remaining: 100; anthropic-ratelimit-tokens-reset: 2026-01-01T00:00:20Z")]
    public async Task The_headers_of_an_answer_pace_the_next_call(CallMode mode, string headers)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(headers.Split("; ").Aggregate(Reply.Echo, (reply, header) => reply.WithHeader(header.Split(": ")[0], header.Split(": ")[1])), Reply.Echo);
        await stage.AskAsync(mode);
        var asked = await stage.AskAsync(mode);
        Assert.Equal([20], stage.Waits);
        Assert.Equal(20, asked.Attempts.Single().Wait.TotalSeconds);
    }

    [Theory, Modes]
    public async Task A_provider_that_tells_its_limit_never_has_to_refuse(CallMode mode)
    {
        await using var stage = Stage.Alone();
        var counted = new ConcurrentDictionary<long, int>();
        stage.One.Handle(_ =>
        {
            // Five a window of ten seconds.
            var now = stage.Clock.GetUtcNow().ToUnixTimeSeconds();
            var left = 5 - counted.AddOrUpdate(now / 10, 1, (_, count) => count + 1);
            return left < 0 ? Reply.Throttle("10") : Reply.Echo
                .WithHeader("x-ratelimit-limit-requests", "5").WithHeader("x-ratelimit-remaining-requests", $"{left}").WithHeader("x-ratelimit-reset-requests", $"{10 - (now % 10)}s");
        });
        for (var call = 0; call < 23; call++)
        {
            Assert.Equal([OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
        }

        Assert.Equal([10, 10, 10, 10], stage.Waits);
    }

    [Theory, Modes]
    public async Task A_limit_that_a_provider_announces_for_one_model_does_not_stop_another(CallMode mode)
    {
        await using var stage = Stage.Of(["one/alpha", "one/alpha-2"], []);
        stage.One.On("alpha").Answer(UsedUp);
        Assert.Equal("one/alpha", (await stage.AskAsync(mode)).Attempts.Single().Target);
        Assert.Equal("one/alpha-2", (await stage.AskAsync(mode)).Attempts.Single().Target);
        Assert.Empty(stage.Waits);
    }

    [Theory, Modes]
    public async Task A_limit_that_a_provider_announces_holds_for_the_whole_quota_group(CallMode mode)
    {
        await using var stage = Stage.Of(["one/alpha", "one/alpha-2"], []).WithProvider("one", provider => provider with { QuotaGroup = "team" });
        stage.One.On("alpha").Answer(UsedUp);
        await stage.AskAsync(mode);
        await stage.AskAsync(mode);
        Assert.Equal([20], stage.Waits);
    }

    [Theory, Modes]
    public async Task The_headers_of_a_refusal_do_not_outlast_the_wait_that_it_names(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(
            Reply.Throttle("2").WithHeader("x-ratelimit-limit-requests", "5").WithHeader("x-ratelimit-remaining-requests", "0").WithHeader("x-ratelimit-reset-requests", "60s"), Reply.Echo);
        Assert.Equal([OutcomeKind.Throttled, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
        Assert.Equal([2], stage.Waits);
    }

    [Theory, Modes]
    public async Task A_generous_provider_is_called_no_faster_than_configured(CallMode mode)
    {
        await using var stage = Stage.Alone().WithProvider("one", provider => provider with { RequestsPerMinute = 30 });
        stage.One.OnAny().Answer(Reply.Echo.WithHeader("x-ratelimit-limit", "9999").WithHeader("x-ratelimit-remaining", "9998").WithHeader("x-ratelimit-reset", "60"));
        await stage.AskAsync(mode);
        await stage.AskAsync(mode);
        Assert.Equal([2], stage.Waits);
    }

    [Theory, Modes]
    public async Task A_caller_who_cancels_while_waiting_leaves_at_once_and_gives_its_turn_back(CallMode mode)
    {
        var clock = new WatchedClock();
        await using var stage = Stage.Alone(clock).WithProvider("one", provider => provider with { RequestsPerMinute = 1 });
        await stage.AskAsync(mode);
        var before = clock.TimesSet(Minute);
        using var gone = new CancellationTokenSource();
        var asking = stage.AskAsync(mode, cancellationToken: gone.Token);
        await clock.SetAsync(Minute, before + 1);
        await gone.CancelAsync();
        Assert.IsAssignableFrom<OperationCanceledException>((await asking).Error);

        asking = stage.AskAsync(mode);
        await clock.SetAsync(Minute, before + 2);
        clock.Advance(Minute);
        Assert.Equal(60, (await asking).Attempts.Single().Wait.TotalSeconds);
    }

    [Theory, Modes]
    public async Task No_more_calls_are_under_way_than_allowed_and_all_are_answered(CallMode mode)
    {
        const int Calls = 40;
        await using var stage = Stage.Alone(TimeProvider.System).WithProvider("one", provider => provider with { MaxConcurrency = 3 });
        int underWay = 0, most = 0, waiting = 0, sent = 0;

        // No call is answered before every call is either under way or has said that it waits.
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var client = new HolySheepClient(stage.Options with
        {
            Handler = new FakeNetwork(async (_, cancellationToken) =>
            {
                InterlockedMax(ref most, Interlocked.Increment(ref underWay));
                Interlocked.Increment(ref sent);
                Count();
                await all.Task.WaitAsync(cancellationToken);
                Interlocked.Decrement(ref underWay);
                return FakeNetwork.Json("""{"choices":[{"message":{"content":"yes"},"finish_reason":"stop"}]}""");
            }),
        });
        var asked = await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => AskAsync())).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.All(asked, call => Assert.Equal([OutcomeKind.Answered], call.Kinds));
        Assert.Equal((3, Calls), (most, sent));

        Task<Asked> AskAsync()
        {
            var told = new TaskCompletionSource();
            _ = told.Task.ContinueWith(_ => { Interlocked.Increment(ref waiting); Count(); }, TaskScheduler.Default);
            return Caller.AskAsync(client, Stage.Question() with { Trace = trace => Told(trace, told) }, mode);
        }

        void Count()
        {
            if (Volatile.Read(ref waiting) + Volatile.Read(ref sent) >= Calls)
            {
                all.TrySetResult();
            }
        }
    }

    [Theory, Modes]
    public async Task A_call_that_waits_for_another_call_is_sent_once_that_call_has_ended(CallMode mode)
    {
        await using var stage = Stage.Alone(TimeProvider.System).WithProvider("one", provider => provider with { MaxConcurrency = 1 });
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Text("first").Hold(gate), Reply.Text("second"));
        var first = stage.AskAsync(mode);
        await stage.One.WaitForCallAsync();
        var waiting = new TaskCompletionSource();
        var second = stage.AskAsync(mode, Stage.Question() with { Trace = trace => Told(trace, waiting) });
        await waiting.Task;
        Assert.Equal(1, stage.One.CallCount);
        gate.Open();
        Assert.Equal(("first", "second"), ((await first).Result.Content, (await second).Result.Content));
        Assert.True((await second).Attempts.Single().Wait > TimeSpan.Zero);
    }

    [Theory]
    [Modes("fails"), Modes("is left")]
    public async Task A_call_that_ends_badly_gives_its_place_back(CallMode mode, string end)
    {
        await using var stage = Stage.Alone(TimeProvider.System).WithProvider("one", provider => provider with { MaxConcurrency = 1 });
        stage.One.OnAny().Answer(end == "fails" ? Reply.Status(404) : Reply.Silent(), Reply.Echo);
        using var gone = new CancellationTokenSource();
        var first = stage.AskAsync(mode, Stage.Question(), gone.Token);
        await stage.One.WaitForCallAsync();
        if (end == "is left")
        {
            await gone.CancelAsync();
        }

        await first;
        Assert.Equal([OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
    }

    [Theory, Modes]
    public async Task Where_all_places_stay_taken_the_next_model_is_asked_after_the_attempts_limit(CallMode mode)
    {
        var clock = new WatchedClock();
        await using var stage = Stage.Chain(clock).WithProvider("one", provider => provider with { MaxConcurrency = 1 });
        stage.One.OnAny().Answer(Reply.Silent());
        using var gone = new CancellationTokenSource();
        var holder = stage.AskAsync(mode, Stage.Question() with { NoFallback = true, Limits = new ChatLimits { Timeout = TimeSpan.FromHours(1), FirstToken = TimeSpan.FromHours(1) } }, gone.Token);
        await stage.One.WaitForCallAsync();
        var before = clock.TimesSet(Minute);
        var second = stage.AskAsync(mode);
        await clock.SetAsync(Minute, before + 1);
        clock.Advance(Minute - TimeSpan.FromSeconds(1));
        Assert.Equal(0, stage.Two.CallCount);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(("two", 1), ((await second).Result.Provider, (await second).Attempts.Count));
        await gone.CancelAsync();
        await holder;
    }

    [Theory, Modes]
    public async Task Where_all_places_stay_taken_until_the_calls_time_is_over_it_is_a_matter_of_limits(CallMode mode)
    {
        var clock = new WatchedClock();
        await using var stage = Stage.Alone(clock).WithProvider("one", provider => provider with { MaxConcurrency = 1 });
        stage.One.OnAny().Answer(Reply.Silent());
        using var gone = new CancellationTokenSource();
        var holder = stage.AskAsync(mode, Stage.Question() with { Limits = new ChatLimits { Timeout = TimeSpan.FromHours(1) } }, gone.Token);
        await stage.One.WaitForCallAsync();
        var whole = TimeSpan.FromMinutes(5);
        var second = stage.AskAsync(mode);
        await clock.SetAsync(whole);
        clock.Advance(whole);
        Assert.Equal((ErrorCode.RateLimit, 0), ((await second).Failure.Code, (await second).Attempts.Count));
        await gone.CancelAsync();
        await holder;
    }

    [Theory, Modes]
    public async Task The_sandbox_has_no_limits(CallMode mode)
    {
        await using var stage = Stage.Alone().WithProvider("one", _ => new ProviderOptions { Name = "one", Kind = ProviderKind.Sandbox, Keyless = true, RequestsPerMinute = 1, MaxConcurrency = 1 });
        await stage.AskAsync(mode);
        await stage.AskAsync(mode);
        Assert.Empty(stage.Waits);
    }

    private static Reply UsedUp => Reply.Echo.WithHeader("x-ratelimit-limit", "5").WithHeader("x-ratelimit-remaining", "0").WithHeader("x-ratelimit-reset", "20");

    private static void Told(ChatTrace trace, TaskCompletionSource waiting)
    {
        if (trace.Message.Contains(": waits ", StringComparison.Ordinal))
        {
            waiting.TrySetResult();
        }
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); seen < value;)
        {
            seen = Interlocked.CompareExchange(ref most, value, seen) is var found && found == seen ? value : found;
        }
    }
}
