using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Calls.Prompts;
using HolySheep.Chat;
using HolySheep.Harness;
using HolySheep.Limits;
using HolySheep.Planning;
using HolySheep.State.Memory;
using HolySheep.TestKit;
using HolySheep.Transport;
using Xunit;

namespace HolySheep.State;

/// <summary>What a process wrote while the machine's clock was wrong, read by the next one with the right clock.</summary>
public sealed class ClockSetBackTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TempHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData(CallMode.Plain, 5, null, 1), InlineData(CallMode.VisibleStream, 60, null, 1), InlineData(CallMode.Plain, 60 * 24 * 40, null, 1)]
    [InlineData(CallMode.Plain, 60, 500, null), InlineData(CallMode.VisibleStream, 2, 500, null)]
    public async Task A_pace_written_ahead_of_time_delays_no_call(CallMode mode, int minutesAhead, int? tokensPerMinute, int? requestsPerMinute)
    {
        await using var stage = Limited(provider => provider with { TokensPerMinute = tokensPerMinute, RequestsPerMinute = requestsPerMinute });
        await AskAsync(stage, mode, TimeSpan.FromMinutes(minutesAhead));
        await AskAsync(stage, mode, TimeSpan.Zero);
        Assert.Equal(2, stage.One.CallCount);
    }

    [Theory]
    [InlineData(CallMode.Plain, 3), InlineData(CallMode.VisibleStream, 60 * 30)]
    public async Task A_limit_announced_with_a_time_in_the_future_stops_no_call(CallMode mode, int minutesAhead)
    {
        await using var stage = Limited(provider => provider);
        stage.One.OnAny().Answer(Reply.Text("fine").WithHeader("x-ratelimit-limit", "5").WithHeader("x-ratelimit-remaining", "0").WithHeader("x-ratelimit-reset", "60"));
        await AskAsync(stage, mode, TimeSpan.FromMinutes(minutesAhead));
        await AskAsync(stage, mode, TimeSpan.Zero);
        Assert.Equal(2, stage.One.CallCount);
    }

    [Theory]
    [InlineData(1), InlineData(-1), InlineData(60), InlineData(-60), InlineData(60 * 24 * 3)]
    public async Task A_call_under_way_keeps_its_place_when_the_clock_is_set(int minutes)
    {
        await using var stage = Limited(provider => provider with { MaxConcurrency = 1 });
        var gate = new Gate();
        stage.One.OnAny().Times(1, Reply.Text("first").Hold(gate)).Answer(Reply.Text("second"));
        var first = AskAsync(stage, CallMode.Plain, TimeSpan.Zero);
        await stage.One.WaitForCallAsync();
        var waits = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var client = new HolySheepClient(stage.Options with { TimeProvider = new ShiftedClock(TimeSpan.FromMinutes(minutes)) });
        var second = client.ChatAsync(Stage.Question() with { Trace = trace => _ = trace.Message.Contains("waits for the end", StringComparison.Ordinal) && waits.TrySetResult() });
        Assert.Same(waits.Task, await Task.WhenAny(waits.Task, second).WaitAsync(TimeSpan.FromSeconds(30)));
        gate.Open();
        await first;
        Assert.Equal("second", (await second.WaitAsync(TimeSpan.FromSeconds(30))).Content);
    }

    [Fact]
    public void A_pace_from_before_the_clock_was_set_back_counts_as_none_and_any_other_holds()
    {
        var ahead = new Pace(Now.AddMinutes(5), Now.AddMinutes(9), Now.AddSeconds(2));
        Assert.Equal(Pace.None, PacePolicy.Believable(ahead, Now));
        Assert.Same(ahead, PacePolicy.Believable(ahead, Now.AddSeconds(1)));
        Assert.Same(ahead, PacePolicy.Believable(ahead, Now.AddSeconds(60)));
        var old = ahead with { At = null };
        Assert.Same(old, PacePolicy.Believable(old, Now));
    }

    [Fact]
    public void An_announced_limit_holds_no_longer_than_the_server_said()
    {
        var window = QuotaWindowPolicy.Learn(null, 1, new QuotaLevel(0, Now.AddSeconds(30), 10), Now, null);
        Assert.Same(window, QuotaWindowPolicy.Believable(window, Now));
        Assert.Null(QuotaWindowPolicy.Believable(window, Now.AddSeconds(-2)));
        Assert.Equal(Now.AddSeconds(-90), QuotaWindowPolicy.Learn(window, 0, new QuotaLevel(4, Now.AddSeconds(-90), 10), Now.AddSeconds(-120), null)!.Until);
    }

    [Theory]
    [InlineData(0, true), InlineData(0.5, true), InlineData(2, false), InlineData(600, false), InlineData(-9, true), InlineData(-11, false)]
    public void A_speed_measured_ahead_of_time_or_long_ago_counts_as_none(double minutesAhead, bool counts)
    {
        var candidate = new RouteCandidate { Provider = "one", Model = "alpha", ChainIndex = 0, ChainModel = "alpha", QuotaGroup = "one/alpha" };
        var book = new MeasurementBook(new MemoryMeasurementStore());
        var usage = new ChatUsage { PromptTokens = 1, CompletionTokens = 10 };
        StoreWait.For(book.AnsweredAsync(candidate, Stage.Question(), usage, TimeSpan.FromSeconds(100), Now.AddMinutes(minutesAhead)));
        Assert.Equal(counts ? 10 : null, book.SecondsPerToken(candidate, Now));
        StoreWait.For(book.AnsweredAsync(candidate, Stage.Question(), usage, TimeSpan.FromSeconds(1), Now));
        Assert.Equal(!counts, book.SecondsPerToken(candidate, Now) == 0.1);
    }

    private static async Task AskAsync(Stage stage, CallMode mode, TimeSpan ahead)
    {
        using var client = new HolySheepClient(stage.Options with { TimeProvider = new ShiftedClock(ahead) });
        var asked = await Caller.AskAsync(client, Stage.Question() with { Limits = new ChatLimits { Timeout = TimeSpan.FromSeconds(20) } }, mode).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(OutcomeKind.Answered, asked.Attempts.Last().Kind);
    }

    private Stage Limited(Func<Configuration.Options.ProviderOptions, Configuration.Options.ProviderOptions> change) =>
        new Stage(["one/alpha"], []) { Clock = TimeProvider.System, StateFolder = Directory.CreateDirectory(Path.Combine(_home.Folder, "state")).FullName }.WithProvider("one", change);
}
