using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Calls.Routing;
using HolySheep.Calls.Splits;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Masking;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using HolySheep.Limits;
using HolySheep.Planning;
using HolySheep.Providers;
using HolySheep.State.Memory;
using HolySheep.TestKit;
using HolySheep.Transport;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.Calls;

/// <summary>The row Cancelled of the table: the caller goes away.</summary>
public sealed class CancelledTests
{
    [Theory, Modes]
    public async Task A_cancel_of_the_caller_cancels_upstream_and_no_other_target_is_asked(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Silent());
        using var leaving = new CancellationTokenSource();
        var asking = stage.AskAsync(mode, cancellationToken: leaving.Token);
        await stage.One.WaitForCallAsync();
        await leaving.CancelAsync();
        Assert.IsAssignableFrom<OperationCanceledException>((await asking).Error);
        await stage.One.WaitForDisconnectAsync();
        Assert.Equal((1, 0), (stage.One.CallCount, stage.Two.CallCount));
    }

    [Theory, Modes]
    public async Task The_caller_going_away_in_the_middle_of_an_answer_cancels_upstream(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Words(80).HoldAfter(40, new Gate()));
        using var leaving = new CancellationTokenSource();
        var asking = stage.AskAsync(mode, cancellationToken: leaving.Token);
        await stage.One.WaitForCallAsync();
        await leaving.CancelAsync();
        Assert.IsAssignableFrom<OperationCanceledException>((await asking).Error);
        await stage.One.WaitForDisconnectAsync();
        Assert.Equal(0, stage.Two.CallCount);
    }

    [Fact]
    public async Task Leaving_a_visible_stream_early_cancels_upstream()
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Words(80).HoldAfter(40, new Gate()));
        await foreach (var update in stage.Client.StreamAsync(Stage.Question()))
        {
            Assert.Equal("word1", update.Text);
            break;
        }

        await stage.One.WaitForDisconnectAsync();
    }

    [Theory, Modes]
    public async Task A_caller_who_cancels_at_the_moment_of_a_failure_gets_the_cancellation_and_no_further_target_is_asked(CallMode mode)
    {
        await using var stage = Stage.SameModel();
        stage.One.OnAny().Answer(Reply.Status(404));
        using var leaving = new CancellationTokenSource();
        var isBegunAgain = false;
        var asked = await stage.AskAsync(mode, Stage.Question() with { Trace = trace => Note(trace.Message) }, leaving.Token);
        Assert.IsAssignableFrom<OperationCanceledException>(asked.Error);
        Assert.Equal((1, 0, false), (stage.One.CallCount, stage.Two.CallCount, isBegunAgain));

        void Note(string message)
        {
            isBegunAgain |= message.StartsWith("Attempt 2", StringComparison.Ordinal);
            if (message.StartsWith("one/alpha: Unfit", StringComparison.Ordinal))
            {
                leaving.Cancel();
            }
        }
    }

    [Theory, Modes]
    public async Task The_caller_going_away_within_a_wait_ends_the_call_at_once(CallMode mode)
    {
        var clock = new AutoAdvanceTimeProvider();
        using var still = clock.Hold();
        await using var stage = Stage.Alone(clock);
        stage.One.OnAny().Answer(Reply.Throttle("100"));
        using var leaving = new CancellationTokenSource();
        var traces = new List<string>();
        var waiting = new TaskCompletionSource();
        var request = Stage.Question() with { Trace = trace => Note(trace.Message) };
        var asking = stage.AskAsync(mode, request, leaving.Token);
        await waiting.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await leaving.CancelAsync();
        Assert.IsAssignableFrom<OperationCanceledException>((await asking).Error);
        Assert.Equal(1, stage.One.CallCount);

        void Note(string message)
        {
            if (message.Contains("after 100 s"))
            {
                waiting.TrySetResult();
            }
        }
    }

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task Text_generated_before_the_caller_cancelled_is_booked_as_an_estimate(CallMode mode)
    {
        // 44 characters each of reasoning and answer come, 11 tokens each, then nothing
        var body = new GatedBody(
            Event("{\"reasoning_content\":\"" + new string('r', 44) + "\"}") + Event("{\"content\":\"" + new string('a', 44) + "\"}"));
        var (loop, call) = await CallToAsync(body, visible: mode == CallMode.VisibleStream);
        using var leaving = new CancellationTokenSource();
        if (mode == CallMode.VisibleStream)
        {
            await using var stream = new VisibleStream(call, loop, "alpha", TimeProvider.System);
            Assert.Equal(ChatUpdateKind.Reasoning, (await stream.NextAsync(leaving.Token))!.Kind);
            Assert.Equal(44, (await stream.NextAsync(leaving.Token))!.Text.Length);
        }
        else
        {
            var running = loop.RunAsync(call, leaving.Token);
            await body.Drained.WaitAsync(TimeSpan.FromSeconds(20));
            await leaving.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromSeconds(20)));
            await loop.EndAsync(call);
        }

        var attempt = Assert.Single(call.Attempts);
        Assert.Equal(OutcomeKind.Cancelled, attempt.Kind);
        Assert.Equal((6m * 1 + 22 * 2) / 1_000_000, attempt.Cost);
    }

    [Fact]
    public async Task Text_generated_before_the_attempts_limit_is_booked_as_an_estimate()
    {
        var clock = new FakeTimeProvider();
        var body = new GatedBody(Event("{\"content\":\"" + new string('a', 44) + "\"}"));
        var (loop, call) = await CallToAsync(body, visible: false, clock, new ChatLimits { Stall = TimeSpan.FromHours(1) });
        var running = loop.RunAsync(call, CancellationToken.None);
        await body.Drained.WaitAsync(TimeSpan.FromSeconds(20));
        clock.Advance(TimeSpan.FromSeconds(300));
        Assert.Null(await running.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(44, Assert.Single(call.Failures).Failure.PartialContent!.Length);
        var attempt = Assert.Single(call.Attempts);
        Assert.Equal((OutcomeKind.Silent, (6m * 1 + 11 * 2) / 1_000_000), (attempt.Kind, attempt.Cost));
    }

    [Fact]
    public async Task Nothing_is_booked_where_the_caller_goes_between_two_attempts()
    {
        var (loop, call) = await CallToAsync(new GatedBody(""), visible: false);
        await loop.EndAsync(call);
        Assert.Empty(call.Attempts);
    }

    private static string Event(string delta) => "data: {\"choices\":[{\"delta\":" + delta + "}]}\n\n";

    private static async Task<(CallLoop Loop, CallState Call)> CallToAsync(GatedBody body, bool visible, TimeProvider? clock = null, ChatLimits? limits = null)
    {
        clock ??= TimeProvider.System;
        var provider = new ProviderOptions { Name = "one", Kind = ProviderKind.OpenAI, BaseUrl = new Uri("http://one.invalid/v1"), Keyless = true };
        var configuration = new HolySheepConfiguration
        {
            Providers = new Dictionary<string, ProviderOptions> { ["one"] = provider },
            Models = new Dictionary<string, ModelOptions> { ["alpha"] = new() { Targets = [new TargetOptions("one", "alpha")], Price = new ModelPrice(1m, 2m) } },
            Chains = new Dictionary<string, IReadOnlyList<string>>(),
            Defaults = new DefaultOptions { Model = "alpha", Provider = "one" },
        };
        var sender = new HttpSender(body);
        var services = new CallServices
        {
            TimeProvider = clock,
            Randomness = () => 0.5,
            Mask = new SecretMask(),
            Providers = ProviderDirectory.Create(configuration, sender, sender, clock, new SecretMask()),
            FreeProviders = [],
            Limits = new LimitBook(new MemoryLimitStore(clock), configuration.Providers.Values, clock),
        };
        var keys = new KeyLookup(configuration, new Dictionary<string, Secret>(), _ => null, null, services.Mask);
        var request = Stage.Question() with { StreamWire = !visible, Limits = limits ?? new ChatLimits() };
        var route = await new CallRouter(configuration, new RouteTable(configuration), keys, services, new RouteDecision(configuration, new SplitBook(new MemorySplitStore(), services.TimeProvider), services.TimeProvider, services.Randomness)).FindAsync(request);
        var loop = new CallLoop(services);
        return (loop, await loop.BeginAsync(request, route, RequestLimits.Of(request.Limits, configuration.Defaults), visible));
    }
}
