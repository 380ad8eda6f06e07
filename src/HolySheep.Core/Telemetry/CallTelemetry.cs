#if NET8_0_OR_GREATER
using System.Diagnostics;
using System.Diagnostics.Metrics;
using HolySheep.Chat;
#endif

namespace HolySheep.Telemetry;

/// <summary>
/// Tells listeners to the source or the meter named <c>HolySheep</c> about calls, by OpenTelemetry's conventions for generative models: a span for each call and below it one for each attempt, tokens, cost and times.
/// Everything is told when a call has ended, so that a call costs nothing more while it runs, and nothing at all without a listener. Windows PowerShell has none.
/// </summary>
internal static class CallTelemetry
{
#if NET8_0_OR_GREATER
    /// <summary>The name of the source and of the meter.</summary>
    public const string Name = "HolySheep";

    private static readonly string Version = typeof(CallTelemetry).Assembly.GetName().Version!.ToString(3);
    private static readonly ActivitySource Source = new(Name, Version);
    private static readonly Meter Meter = new(Name, Version);
    private static readonly Histogram<long> Tokens = Meter.CreateHistogram<long>("gen_ai.client.token.usage", "{token}", "Tokens of answered calls.");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("gen_ai.client.operation.duration", "s", "The time of a call with all its attempts.");
    private static readonly Histogram<double> FirstToken = Meter.CreateHistogram<double>("gen_ai.client.operation.time_to_first_chunk", "s", "The time from the start of an attempt to its first text.");
    private static readonly Counter<double> Cost = Meter.CreateCounter<double>("holysheep.cost.usd", "{USD}", "What attempts cost, if it is known.");
    private static readonly Histogram<double> AttemptDuration = Meter.CreateHistogram<double>("holysheep.attempt.duration", "s", "The time of an attempt.");

    /// <summary>Whether there is a listener.</summary>
    public static bool IsOn => Source.HasListeners() || Duration.Enabled || AttemptDuration.Enabled || Tokens.Enabled || Cost.Enabled || FirstToken.Enabled;

    /// <summary>Tells about a call that has ended.</summary>
    public static void Record(CallFacts call)
    {
        var last = call.Attempts.Count > 0 ? call.Attempts[^1] : null;
        var outcome = last?.Ended.Kind;
        var answered = outcome == OutcomeKind.Answered ? last : null;
        Measure(call, answered, outcome);
        if (!Source.HasListeners())
        {
            return;
        }

        // One that cannot be read counts as none, and the current activity is the parent.
        _ = ActivityContext.TryParse(call.TraceParent, call.TraceState, isRemote: true, out var parent);
        using var span = Source.StartActivity($"{OperationOf(call)} {call.Model}", ActivityKind.Internal, parent, startTime: call.StartedOn);
        if (span is null)
        {
            return;
        }

        foreach (var tag in Common(call, call.Model, answered))
        {
            span.SetTag(tag.Key, tag.Value);
        }

        span.SetTag("gen_ai.request.stream", call.IsStream);
        span.SetTag("holysheep.attempts", call.Attempts.Count);
        span.SetTag("holysheep.call.id", call.CallId);
        if (call.IsShadow)
        {
            span.SetTag("holysheep.shadow", true);
        }

        if (answered is not null)
        {
            Describe(span, answered);
        }
        else if (!call.IsReused)
        {
            Fail(span, outcome);
        }

        for (var number = 0; number < call.Attempts.Count; number++)
        {
            Add(call, span.Context, call.Attempts[number], number, isFallback: number > 0 && call.Attempts[number].Ended.Target != call.Attempts[number - 1].Ended.Target);
        }

        span.SetEndTime(call.EndedOn.UtcDateTime);
    }

    private static void Measure(CallFacts call, AttemptFacts? answered, OutcomeKind? outcome)
    {
        var common = Common(call, call.Model, answered);
        var timed = common;
        if (answered is null && !call.IsReused)
        {
            timed.Add("error.type", ErrorOf(outcome));
        }

        Duration.Record((call.EndedOn - call.StartedOn).TotalSeconds, timed);
        if (answered?.Usage is { } usage)
        {
            Count("input", usage.PromptTokens, common);
            Count("output", usage.CompletionTokens, common);
        }

        foreach (var attempt in call.Attempts)
        {
            var tags = new TagList { { "gen_ai.provider.name", attempt.Provider }, { "gen_ai.request.model", attempt.Model } };
            if (attempt.Ended.Cost is { } cost and > 0)
            {
                Cost.Add((double)cost, tags);
            }

            if (attempt.FirstToken is { } first)
            {
                FirstToken.Record(first.TotalSeconds, tags);
            }

            tags.Add("holysheep.outcome", attempt.Ended.Kind.ToString());
            AttemptDuration.Record(attempt.Ended.Duration.TotalSeconds, tags);
        }
    }

    private static void Count(string type, long tokens, TagList common)
    {
        common.Add("gen_ai.token.type", type);
        Tokens.Record(tokens, common);
    }

    private static TagList Common(CallFacts call, string asked, AttemptFacts? answered)
    {
        var tags = new TagList { { "gen_ai.operation.name", OperationOf(call) }, { "gen_ai.request.model", asked } };
        if (answered is not null)
        {
            tags.Add("gen_ai.provider.name", answered.Provider);
            tags.Add("gen_ai.response.model", answered.Reported ?? answered.Model);
        }

        return tags;
    }

    private static string OperationOf(CallFacts call) => call.IsEmbeddings ? "embeddings" : "chat";

    private static void Add(CallFacts call, ActivityContext parent, AttemptFacts attempt, int number, bool isFallback)
    {
        using var span = Source.StartActivity($"{OperationOf(call)} {attempt.Model}", ActivityKind.Client, parent, startTime: attempt.StartedOn);
        if (span is null)
        {
            return;
        }

        foreach (var tag in Common(call, attempt.Model, attempt))
        {
            span.SetTag(tag.Key, tag.Value);
        }

        span.SetTag("holysheep.attempt.number", number + 1);
        span.SetTag("holysheep.attempt.fallback", isFallback);
        span.SetTag("holysheep.attempt.hedge", attempt.IsHedge);
        span.SetTag("holysheep.attempt.wait", attempt.Ended.Wait.TotalSeconds);
        span.SetTag("http.response.status_code", attempt.Ended.Status);
        span.SetTag("holysheep.provider.request_id", attempt.Ended.RequestId);
        Describe(span, attempt);
        if (attempt.Ended.Kind != OutcomeKind.Answered)
        {
            Fail(span, attempt.Ended.Kind);
        }

        span.SetEndTime((attempt.StartedOn + attempt.Ended.Duration).UtcDateTime);
    }

    private static void Describe(Activity span, AttemptFacts attempt)
    {
        if (attempt.Usage is { } usage)
        {
            span.SetTag("gen_ai.usage.input_tokens", usage.PromptTokens);
            span.SetTag("gen_ai.usage.output_tokens", usage.CompletionTokens);
        }

        if (attempt.FinishReason is { } reason)
        {
            span.SetTag("gen_ai.response.finish_reasons", new[] { reason });
        }

        span.SetTag("holysheep.cost_usd", attempt.Ended.Cost is { } cost ? (double)cost : null);
        span.SetTag("gen_ai.response.time_to_first_chunk", attempt.FirstToken?.TotalSeconds);
    }

    // Without the message: it may quote a provider, which may quote the prompt.
    private static void Fail(Activity span, OutcomeKind? outcome)
    {
        span.SetTag("error.type", ErrorOf(outcome));
        span.SetStatus(ActivityStatusCode.Error);
    }

    private static string ErrorOf(OutcomeKind? outcome) => outcome?.ToString() ?? "NotSent";
#else
    /// <summary>Whether there is a listener.</summary>
    public static bool IsOn => false;

    /// <summary>Tells about a call that has ended.</summary>
    public static void Record(CallFacts call) => _ = call;
#endif
}
