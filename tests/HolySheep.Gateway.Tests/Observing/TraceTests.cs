using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Gateway.Tests.Observing;

/// <summary>Spans of the source <c>HolySheep</c>: one for each call, and below it one for each attempt, so that retries and fallbacks are seen.</summary>
public sealed class TraceTests : IDisposable
{
    private const string Prompt = "a-prompt-that-no-span-shows";
    private const string Answer = "an-answer-that-no-span-shows";

    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;

    public TraceTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "HolySheep",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_and_each_of_its_attempts_is_a_span(bool stream)
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Reply.Status(503), Reply.Status(503));
        stage.Two.OnAny().Answer(Reply.Text(Answer).WithUsage(prompt: 100, completion: 50));
        var (call, attempts) = await AskAsync(stage, stream);
        Assert.Equal(("chat alpha", ActivityKind.Internal, ActivityStatusCode.Unset, stream), (call.DisplayName, call.Kind, call.Status, call.GetTagItem("gen_ai.request.stream")));
        Assert.Equal(("chat", "alpha", "two", 100L, 50L), (call.GetTagItem("gen_ai.operation.name"), call.GetTagItem("gen_ai.request.model"), call.GetTagItem("gen_ai.provider.name"), call.GetTagItem("gen_ai.usage.input_tokens"), call.GetTagItem("gen_ai.usage.output_tokens")));
        Assert.Equal(0.002, call.GetTagItem("holysheep.cost_usd"));
        Assert.Equal(["one", "one", "two"], attempts.Select(attempt => attempt.GetTagItem("gen_ai.provider.name")));
        Assert.Equal(["Transient", "Transient", null], attempts.Select(attempt => attempt.GetTagItem("error.type")));
        Assert.Equal([503, 503, 200], attempts.Select(attempt => attempt.GetTagItem("http.response.status_code")));
        Assert.Equal([false, false, true], attempts.Select(attempt => attempt.GetTagItem("holysheep.attempt.fallback")));
        Assert.All(attempts, attempt =>
        {
            Assert.Equal((call.SpanId, call.TraceId, ActivityKind.Client), (attempt.ParentSpanId, attempt.TraceId, attempt.Kind));
            Assert.InRange(attempt.StartTimeUtc, call.StartTimeUtc, call.StartTimeUtc + call.Duration);
        });
    }

    [Fact]
    public async Task A_call_that_failed_is_an_error()
    {
        await using var stage = await GatewayStage.StartAsync(chain: "[]");
        stage.One.OnAny().Answer(Enumerable.Repeat(Reply.Error(402, "insufficient_quota", Answer), 2).ToArray());
        var (call, attempts) = await AskAsync(stage, stream: false);
        Assert.Equal((ActivityStatusCode.Error, "OutOfMoney"), (call.Status, call.GetTagItem("error.type")));
        Assert.Equal(ActivityStatusCode.Error, Assert.Single(attempts).Status);
    }

    [Theory]
    [InlineData("/v1/chat/completions", false, "ours=1,theirs=2")]
    [InlineData("/v1/chat/completions", true, null)]
    [InlineData("/v1/messages", true, "ours=1")]
    [InlineData("/v1/responses", false, null)]
    public async Task The_span_of_the_caller_is_the_parent_of_the_call_and_no_provider_learns_of_it(string path, bool stream, string? state)
    {
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Reply.Text(Answer));
        var (call, attempts) = await AskAsync(stage, stream, path, ("traceparent", $"00-{Trace}-00f067aa0ba902b7-01"), ("tracestate", state ?? ""));
        Assert.Equal((Trace, "00f067aa0ba902b7", true), (call.TraceId.ToHexString(), call.ParentSpanId.ToHexString(), call.HasRemoteParent));
        Assert.Equal(state ?? "", call.TraceStateString ?? "");
        Assert.Equal(Trace, Assert.Single(attempts).TraceId.ToHexString());
        Assert.All(stage.One.Requests, request => Assert.Equal((null, null), (request.Header("traceparent"), request.Header("tracestate"))));
    }

    [Theory]
    [InlineData("00-00000000000000000000000000000000-00f067aa0ba902b7-01")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736")]
    [InlineData("nonsense")]
    public async Task A_span_that_cannot_be_read_counts_as_none(string parent)
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Reply.Text(Answer));
        var (call, _) = await AskAsync(stage, stream: false, "/v1/chat/completions", ("traceparent", parent));
        Assert.Equal((default, false), (call.ParentSpanId, call.HasRemoteParent));
    }

    private async Task<(Activity Call, Activity[] Attempts)> AskAsync(GatewayStage stage, bool stream, string path = Question.Chat, params (string Name, string Value)[] headers)
    {
        using var response = await stage.PostAsync(path, Question.Of(path, stream, Prompt), headers);
        await response.Content.ReadAsStringAsync();
        var id = response.Headers.GetValues("x-holysheep-call-id").Single();
        var call = Assert.Single(_spans, span => Equals(span.GetTagItem("holysheep.call.id"), id));
        var attempts = _spans.Where(span => span.ParentSpanId == call.SpanId).OrderBy(span => (int)span.GetTagItem("holysheep.attempt.number")!).ToArray();
        foreach (var span in attempts.Append(call))
        {
            Assert.DoesNotContain(span.TagObjects, tag => tag.Value?.ToString()?.Contains("no-span-shows", StringComparison.Ordinal) == true);
            Assert.DoesNotContain("no-span-shows", span.StatusDescription ?? "");
        }

        return (call, attempts);
    }

    public void Dispose() => _listener.Dispose();
}
