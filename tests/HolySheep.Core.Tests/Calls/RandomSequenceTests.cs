using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Calls;

/// <summary>What holds whatever the providers do: 2,000 seeded sequences of replies over three targets.</summary>
public sealed class RandomSequenceTests
{
    private static readonly int _sequences = Endurance.Rounds(2000);
    private const int Seed = 20260101;
    private static readonly string[] Faults =
    [
        "silent", "stall", "reset", "refused", "status", "status", "status", "throttle", "throttle", "bare throttle", "no money", "bad key", "too long", "policy", "malformed", "empty", "cut", "short", "length",
    ];

    [Fact]
    public async Task Budgets_hold_every_call_ends_and_no_success_is_built_from_a_failed_reply()
    {
        var answered = 0;
        for (var sequence = 0; sequence < _sequences; sequence++)
        {
            answered += await new Play(Seed + sequence).RunAsync() ? 1 : 0;
        }

        // a run in which nearly all went well, or nearly nothing, would prove little
        Assert.InRange(answered, _sequences / 4, _sequences * 3 / 4);
    }

    /// <summary>One call with its providers, all drawn from one seed.</summary>
    private sealed class Play(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly AutoAdvanceTimeProvider _clock = new();
        private readonly List<(string Target, string? Key, string Reply, string Text, DateTimeOffset At)> _calls = [];

        /// <summary>True if the call was answered.</summary>
        public async Task<bool> RunAsync()
        {
            var mode = Pick(Enum.GetValues<CallMode>());
            var limits = new ChatLimits
            {
                MaxAttempts = _random.Next(1, 9),
                MaxRetries = _random.Next(3) == 0 ? _random.Next(0, 4) : null,
                Timeout = TimeSpan.FromSeconds(Pick([0.3, 2, 20, 300])),
                Patience = TimeSpan.FromSeconds(Pick([0d, 5, 60])),
                Stall = TimeSpan.FromSeconds(20),
            };
            var request = Stage.Question() with { Model = "m", Limits = limits, OnCut = Pick([CutAction.Fail, CutAction.Restart]), FallbackOnRefusal = _random.Next(2) == 0 };
            var start = _clock.GetUtcNow();
            var random = new Random(seed);
            using var client = new HolySheepClient(new HolySheepClientOptions
            {
                Configuration = Configuration(),
                Environment = name => "key-" + name,
                TimeProvider = _clock,
                Randomness = random.NextDouble,
                Handler = new FakeNetwork(ReplyAsync),
            });
            try
            {
                var asked = await Caller.AskAsync(client, request, mode).WaitAsync(TimeSpan.FromSeconds(30));
                Check(asked, mode, limits, start);
                return asked.Error is null;
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}, {mode}, {limits}, {request.OnCut}: {string.Join(" | ", _calls.Select(call => $"{call.Target} {call.Reply}"))}", exception);
            }
        }

        private void Check(Asked asked, CallMode mode, ChatLimits limits, DateTimeOffset start)
        {
            Assert.InRange(_calls.Count, 1, limits.MaxAttempts!.Value);
            Assert.Equal(_calls.Select(call => call.Target), asked.Attempts.Select(attempt => attempt.Target));
            Assert.All(_calls, call => Assert.True(call.At - start < limits.Timeout, "A call began after the deadline."));
            Assert.True(_clock.GetUtcNow() - start <= limits.Timeout + TimeSpan.FromSeconds(1.1), "The call went on after the deadline.");
            foreach (var silent in asked.Attempts.Where(attempt => attempt.Kind == OutcomeKind.Silent).GroupBy(attempt => attempt.Target))
            {
                Assert.Single(silent);
            }

            for (var refused = _calls.FindIndex(IsRefusal); refused >= 0; refused = _calls.FindIndex(refused + 1, IsRefusal))
            {
                var (target, key, _, _, _) = _calls[refused];
                Assert.DoesNotContain(_calls.Skip(refused + 1), call => (Provider(call.Target), call.Key) == (Provider(target), key));
            }

            Assert.All(asked.Attempts, attempt => Assert.NotNull(attempt.Cost));
            var last = _calls[^1];
            if (asked.Error is null)
            {
                Assert.Equal("success", last.Reply);
                Assert.Equal((last.Text, last.Target), (asked.Result.Content, asked.Result.Provider + "/" + asked.Result.ModelUsed));
                Assert.Equal((_calls.Count, _calls.Select(call => call.Target).Distinct().Count() - 1), (asked.Result.AttemptCount, asked.Result.FallbackCount));
                Assert.Equal(1, asked.Kinds.Count(kind => kind == OutcomeKind.Answered));
                Assert.Equal(asked.Attempts.Sum(attempt => attempt.Cost), asked.Result.Cost);
            }
            else
            {
                Assert.IsType<ChatException>(asked.Error);
                Assert.DoesNotContain(OutcomeKind.Answered, asked.Kinds);
                Assert.NotEqual("success", last.Reply);
            }

            if (mode == CallMode.VisibleStream)
            {
                CheckShown(asked);
            }
        }

        /// <summary>What was shown since the last restart is the answer, or what came before the cut; never two halves of two.</summary>
        private void CheckShown(Asked asked)
        {
            var restart = asked.Updates.ToList().FindLastIndex(update => update.Kind == ChatUpdateKind.Restarted);
            var shown = string.Concat(asked.Updates.Skip(restart + 1).Where(update => update.Kind == ChatUpdateKind.Text).Select(update => update.Text));
            Assert.StartsWith(shown, asked.Error is null ? asked.Result.Content : _calls[^1].Text);
            Assert.True(asked.Error is not null || shown == asked.Result.Content);
        }

        private HolySheepConfiguration Configuration()
        {
            string[] targets = ["a/x", _random.Next(3) == 0 ? "a/y" : "b/y", _random.Next(3) == 0 ? "b/z" : "c/z"];
            var own = _random.Next(1, 4);
            var models = new Dictionary<string, string[]> { ["m"] = targets[..own] };
            foreach (var target in targets[own..])
            {
                models["in-" + target] = [target];
            }

            var layout = Planning.Layout.Of(models, new() { ["m"] = [.. models.Keys.Skip(1)] });
            var group = _random.Next(3) == 0 ? "team" : null;
            return layout with
            {
                Providers = layout.Providers.ToDictionary(entry => entry.Key, entry => entry.Value with
                {
                    Keyless = false,
                    QuotaGroup = _random.Next(2) == 0 ? group : null,
                    ApiKeys = [.. Enumerable.Range(1, _random.Next(1, 3)).Select(number => new KeyReference(KeySource.Environment, entry.Key + number))],
                }),
                Models = layout.Models.ToDictionary(entry => entry.Key, entry => entry.Value with { Price = new Catalog.ModelPrice(1m, 2m) }),
            };
        }

        private async Task<HttpResponseMessage> ReplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            var target = request.RequestUri!.Host.Split('.')[0] + "/" + (body.Contains("\"model\":\"x\"") ? "x" : body.Contains("\"model\":\"y\"") ? "y" : "z");
            var reply = _random.Next(4) == 0 ? "success" : Pick(Faults);
            var text = $"answer {_calls.Count} of {target} with some words";
            _calls.Add((target, request.Headers.Authorization?.Parameter, reply, text, _clock.GetUtcNow()));
            var streamed = body.Contains("\"stream\":true");
            var response = reply switch
            {
                "silent" => await SilenceAsync(cancellationToken),
                "reset" => throw new HttpRequestException("reset", new SocketException((int)SocketError.ConnectionReset)),
                "refused" => throw new HttpRequestException("refused", new SocketException((int)SocketError.ConnectionRefused)),
                "status" => FakeNetwork.Json("{}", Pick([HttpStatusCode.InternalServerError, HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable, HttpStatusCode.NotFound, HttpStatusCode.Forbidden, HttpStatusCode.BadRequest, HttpStatusCode.Conflict, HttpStatusCode.Redirect])),
                "throttle" => Throttled(),
                "bare throttle" => FakeNetwork.Json("{}", HttpStatusCode.TooManyRequests),
                "no money" => FakeNetwork.Json("{}", HttpStatusCode.PaymentRequired),
                "bad key" => FakeNetwork.Json("{}", HttpStatusCode.Unauthorized),
                "too long" => FakeNetwork.Json("{}", HttpStatusCode.RequestEntityTooLarge),
                "policy" => FakeNetwork.Json("""{"error":{"code":"content_filter"}}""", HttpStatusCode.BadRequest),
                "malformed" => FakeNetwork.Json("no JSON"),
                "empty" => Answer("", "stop", streamed, whole: true),
                "length" => Answer("", "length", streamed, whole: true),
                "cut" => Answer(text, "stop", streamed, whole: false),
                "stall" => Stalled(text, streamed),
                "short" => Answer("", "stop", streamed, whole: false),
                _ => Answer(text, "stop", streamed, whole: true),
            };
            if (_random.Next(12) == 0)
            {
                response.Headers.Add("x-should-retry", Pick(["true", "false"]));
            }

            return response;
        }

        /// <summary>Nothing arrives, and the clock advances until the call gives up.</summary>
        private async Task<HttpResponseMessage> SilenceAsync(CancellationToken cancellationToken)
        {
            await PassingTime.UntilAsync(_clock, cancellationToken);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException();
        }

        private HttpResponseMessage Throttled()
        {
            var response = FakeNetwork.Json("{}", Pick([HttpStatusCode.TooManyRequests, HttpStatusCode.ServiceUnavailable]));
            response.Headers.TryAddWithoutValidation("retry-after", Pick(["0", "1", "4", "30", "400", "999999", "NaN"]));
            return response;
        }

        private static HttpResponseMessage Answer(string text, string finish, bool streamed, bool whole) => (streamed, whole) switch
        {
            (true, true) => FakeNetwork.Events(Chunks(text) + $"data: {{\"choices\":[{{\"delta\":{{}},\"finish_reason\":\"{finish}\"}}]}}\n\ndata: [DONE]\n\n"),
            (true, false) => FakeNetwork.Events(Chunks(text)),
            (false, true) => FakeNetwork.Json(Whole(text, finish)),
            _ => FakeNetwork.Json(Whole(text, finish)[..^20]),
        };

        private HttpResponseMessage Stalled(string text, bool streamed) => new(HttpStatusCode.OK)
        {
            Content = new StreamContent(new StallingBody(streamed ? Chunks(text) : Whole(text, "stop")[..^20], _clock)) { Headers = { { "Content-Type", streamed ? "text/event-stream" : "application/json" } } },
        };

        private static string Chunks(string text) =>
            string.Concat(text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((word, index) => $"data: {{\"choices\":[{{\"delta\":{{\"content\":\"{(index == 0 ? "" : " ")}{word}\"}}}}]}}\n\n"));

        private static string Whole(string text, string finish) =>
            $"{{\"choices\":[{{\"message\":{{\"content\":\"{text}\"}},\"finish_reason\":\"{finish}\"}}],\"usage\":{{\"prompt_tokens\":3,\"completion_tokens\":2}}}}";

        private static bool IsRefusal((string Target, string? Key, string Reply, string Text, DateTimeOffset At) call) => call.Reply == "bad key";

        private static string Provider(string target) => target.Split('/')[0];

        private T Pick<T>(T[] items) => items[_random.Next(items.Length)];
    }
}
