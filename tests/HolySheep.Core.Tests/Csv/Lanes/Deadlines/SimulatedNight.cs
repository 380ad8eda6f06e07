using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Harness;
using HolySheep.TestKit;

namespace HolySheep.Csv.Lanes.Deadlines;

/// <summary>One job with a deadline in a simulated night: the provider's pace, the latencies of live calls, the money and the deadline come from a seed, and time passes only in waits and calls.</summary>
internal sealed class SimulatedNight : IAsyncDisposable
{
    private const decimal LiveCost = 0.01m;
    private const int TokensOfAnswer = 10;
    private const int Polls = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly AutoAdvanceTimeProvider _clock = new() { Still = Tick };
    private readonly JobFolder _folder = new();
    private readonly FakeDesk _desk = new();
    private readonly Dictionary<string, DateTimeOffset> _submitted = [];
    private readonly Dictionary<string, (DateTimeOffset At, int Done)> _cancelled = [];
    private readonly List<TimeSpan> _latencies;
    private readonly Stage _stage;
    private readonly NightPace _pace;
    private readonly double _end;
    private readonly double _share;
    private readonly TimeSpan _cancelTime;
    private int _live;

    public SimulatedNight(NightPace pace, int seed)
    {
        var random = new Random((seed * 31) + (int)pace);
        _pace = pace;
        Rows = random.Next(20, 61);

        // Live calls need from a twentieth of the time to twice the time.
        var latency = TimeSpan.FromSeconds(1 + (9 * random.NextDouble()));
        Span = Rows * latency / (random.Next(4) == 0 ? 0.6 + (1.4 * random.NextDouble()) : 0.05 + (0.5 * random.NextDouble()));
        (_end, _share) = (0.05 + random.NextDouble(), random.NextDouble());
        _cancelTime = pace == NightPace.Stalling ? TimeSpan.Zero : Span * (0.05 * random.NextDouble());
        _latencies = [.. Enumerable.Range(0, 2 * Rows).Select(_ => latency * (0.8 + (0.4 * random.NextDouble())))];
        MaxCost = random.Next(2) == 0 ? null : Math.Round(Rows * LiveCost * (decimal)(0.3 + (1.2 * random.NextDouble())), 4);
        _desk.Bounds = new((Rows / random.Next(1, 5)) + 1, 1_000_000);
        _desk.Pace = PaceOf;
        _desk.Results = pace == NightPace.Failing ? id => id.GetHashCode(StringComparison.Ordinal) is var hash && (hash & 7) == 0 ? FakeDesk.Fail(id, Errors.ErrorCode.ProviderFailure) : null : null;
        KilledAt = random.Next(Rows, Rows + (2 * Polls));
        _folder.WithRows(Rows);
        Deadline = _clock.GetUtcNow() + Span;
        _stage = new Stage(["one/alpha"], []) { Clock = _clock, Handler = new LiveCalls(this) };
        _stage.With(configuration => configuration with { Models = configuration.Models.ToDictionary(model => model.Key, model => model.Value with { Price = new ModelPrice(0m, LiveCost * 1_000_000m / TokensOfAnswer) }) });
    }

    public int Rows { get; }

    public TimeSpan Span { get; }

    /// <summary>The operation of the batch API at which a run can be killed.</summary>
    public int KilledAt { get; }

    public DateTimeOffset Deadline { get; }

    public decimal? MaxCost { get; }

    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>What batches and live calls really cost.</summary>
    public decimal Spent => _desk.Spent + (_live * LiveCost);

    /// <summary>What the column of the output says.</summary>
    public decimal Column => _folder.Column("HolySheepCost").Sum(cost => decimal.Parse(cost, System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>What is still reserved for batches.</summary>
    public decimal Reserved => _desk.Reserved.Values.Sum();

    /// <summary>Whether live calls alone would have answered every row in time.</summary>
    public bool CouldBeLive => _latencies.Take(Rows).Aggregate(TimeSpan.Zero, (sum, latency) => sum + latency) <= Span * 0.9;

    public IReadOnlyList<string> Answers => _folder.Column("Answer");

    public Task<CsvJobSummary> RunAsync()
    {
        var options = _folder.Options();
        options = options with
        {
            Lane = CsvLane.Auto,
            Deadline = Deadline,
            MaxCost = MaxCost,
            BatchPoll = Span / Polls,
            ThrottleLimit = 1,
            Request = options.Request with { MaxTokens = TokensOfAnswer },
        };
        return new CsvJob(_stage.Client, options, target =>
        {
            _desk.Target = target;
            return _desk;
        }).RunAsync().WaitAsync(Patience, CancellationToken.None);
    }

    /// <summary>Begins a run that ends as if its process were killed; false if it came to its end before.</summary>
    public async Task<bool> KillAsync()
    {
        _desk.DiesAt = KilledAt;
        try
        {
            await RunAsync();
            return false;
        }
        catch (KilledException)
        {
            return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stage.DisposeAsync();
        _folder.Dispose();
    }

    public override string ToString() => FormattableString.Invariant($"{_pace}: {Rows} rows in {Span}, {_latencies[0]} a call, at most {MaxCost} USD; {_live} live calls, {Spent} USD spent, ended {Now - Deadline} after the deadline");

    private (int Done, bool IsEnded) PaceOf(FakeBatch batch)
    {
        _submitted.TryAdd(batch.Name, Now);
        var (passed, all) = ((Now - _submitted[batch.Name]) / Span, batch.Rows.Count);
        if (batch.IsCancelled)
        {
            _cancelled.TryAdd(batch.Name, (Now, DoneAfter(passed, all).Done));
            var (at, done) = _cancelled[batch.Name];
            return (done, Now - at >= _cancelTime);
        }

        return DoneAfter(passed, all);
    }

    private (int Done, bool IsEnded) DoneAfter(double passed, int all)
    {
        var done = (int)(all * Math.Min(1, passed / _end));
        return _pace switch
        {
            NightPace.Fast => (passed >= 0.3 * _end ? all : 0, passed >= 0.3 * _end),
            NightPace.Steady or NightPace.Failing => (done, done == all),
            NightPace.Stalling => (Math.Min(done, (int)(all * 0.8)), false),
            NightPace.Expiring => (Math.Min(done, (int)(all * _share)), passed >= 0.8 * _end),
            _ => (0, false),
        };
    }

    private sealed class LiveCalls(SimulatedNight night) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            night._clock.Advance(night._latencies[Math.Min(Interlocked.Increment(ref night._live), night._latencies.Count) - 1]);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent("""{"id":"1","object":"chat.completion","created":1,"model":"alpha","choices":[{"index":0,"message":{"role":"assistant","content":"live"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":10,"total_tokens":11}}""", Encoding.UTF8, "application/json"),
            });
        }
    }
}
