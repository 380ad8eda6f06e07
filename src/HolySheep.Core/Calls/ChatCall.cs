using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Calls.Prompts;
using HolySheep.Calls.Routing;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Failures;
using HolySheep.Providers;
using HolySheep.Providers.Masking;

namespace HolySheep.Calls;

/// <summary>One request on its way: what is asked, what was tried, what comes next.</summary>
internal sealed partial class ChatCall
{
    // Polly takes a limit of zero for none.
    private static readonly TimeSpan ShortestAttempt = TimeSpan.FromMilliseconds(1);

    private readonly CallServices _services;
    private readonly DateTimeOffset _startedOn;
    private readonly List<ChatAttempt> _attempts = [];
    private readonly List<FailedAttempt> _failures = [];
    private readonly List<string> _warnings;
    private long? _promptTokens;

    // The attempt that a failure, an answer or a cancel is told of; none between two of them.
    private OngoingAttempt? _attempt;

    public ChatCall(ChatRequest request, CallRoute route, RequestLimits limits, bool visible, CallServices services)
    {
        Request = request;
        Route = route;
        Visible = visible;
        _services = services;
        _warnings = [.. route.Warnings];
        StartedAt = services.TimeProvider.GetTimestamp();
        _startedOn = services.TimeProvider.GetUtcNow();
        var targets = TargetLine.Of(route, services.Health, _startedOn);
        Progress = new RequestProgress(targets, limits, route.NeedsPromptSize ? PromptTokens : 0, _startedOn);
        var first = Admitted(NextStepPolicy.First(Progress, _startedOn));
        Current = first.Target ?? Progress.Targets[0];
        NextWait = first.Wait;
        HasStart = first.Target is not null;
    }

    public ChatRequest Request { get; }

    public CallRoute Route { get; }

    /// <summary>True where the caller sees the text as it comes.</summary>
    public bool Visible { get; }

    /// <summary>True where the answer is asked for as a stream.</summary>
    public bool Streamed => Visible || Request.StreamWire;

    /// <summary>The clock's timestamp of the call's start.</summary>
    public long StartedAt { get; }

    public RequestProgress Progress { get; }

    /// <summary>False where every target named a time that lies beyond this call's.</summary>
    public bool HasStart { get; }

    public TargetProgress Current { get; private set; }

    /// <summary>The wait before the next attempt.</summary>
    public TimeSpan NextWait { get; private set; }

    public IReadOnlyList<ChatAttempt> Attempts => _attempts;

    public IReadOnlyList<FailedAttempt> Failures => _failures;

    public IReadOnlyList<string> Warnings => _warnings;

    public long PromptTokens => _promptTokens ??= PromptSize.Of(Request);

    /// <summary>The time left for the whole call.</summary>
    public TimeSpan TimeLeft => Progress.Deadline - Now;

    /// <summary>True where the wait before the next attempt took the last of the time: no clock wakes to the dot.</summary>
    public bool IsOver => _failures.Count > 0 && TimeLeft <= TimeSpan.Zero;

    /// <summary>The limit of the attempt that begins.</summary>
    public TimeSpan AttemptLimit(TargetProgress target) => Progress.AttemptLimit(target, Now) is var limit && limit > ShortestAttempt ? limit : ShortestAttempt;

    /// <summary>Begins an attempt at the current target.</summary>
    public OngoingAttempt Begin()
    {
        var wait = NextWait + _waitForRoom;
        NextWait = TimeSpan.Zero;
        _attempt = Begin(Current, wait);
        return _attempt;
    }

    /// <summary>One exchange with the target of an attempt that was begun.</summary>
    public async Task<AttemptOutcome> SendAsync(OngoingAttempt attempt, CancellationToken cancellationToken)
    {
        var firstToken = Streamed && Progress.OthersUntried(attempt.Target, Now) ? Progress.Limits.FirstToken(attempt.Candidate.ReasonsFirst, PromptTokens) : (TimeSpan?)null;
        var outcome = await attempt.SendAsync(this, _services.ProviderOf(attempt.Candidate.Provider), firstToken, cancellationToken).ConfigureAwait(false);
        outcome = outcome.Masked(_services.Mask);
        if (outcome.Answer is { } answer && AnswerCheck.FindFault(answer, Request, shown: false) is { } fault)
        {
            outcome = AttemptOutcome.Failed(fault, outcome.Quota);
        }

        if (outcome.Quota is { } quota)
        {
            _services.Limits.Learn(attempt.Candidate, attempt.Key, attempt.Permit?.Mark ?? default, quota, outcome.Failure?.WaitHint);
        }

        return outcome;
    }

    /// <summary>Records an answer.</summary>
    public void Succeed(ProviderAnswer answer)
    {
        var attempt = Ended();
        var usage = answer.Usage ?? Estimate(answer.Generated);
        Record(attempt, OutcomeKind.Answered, answer.Status, answer.RequestId, usage, null, answer);
        _services.Health.Answered(attempt.Candidate, KeyOfHealth(attempt), attempt.BegunAt, Now);
        attempt.Target.Probing = false;
        _services.Measurements.Answered(attempt.Candidate, Request, usage, _services.TimeProvider.GetElapsedTime(attempt.StartedAt), Now);
        if (_services.StateWarning() is { } warning)
        {
            _warnings.Add(warning);
        }

        Measure(attempt, _services.TimeProvider.GetElapsedTime(attempt.StartedAt, answer.FirstTextAt ?? _services.TimeProvider.GetTimestamp()));
        TellOfCost();
    }

    /// <summary>Records a failure; true where another attempt follows, with <see cref="Current"/> and <see cref="NextWait"/> set.</summary>
    public bool Fail(Failure failure)
    {
        var (kind, now, random) = Learn(Ended(), ref failure);
        var step = Admitted(NextStepPolicy.After(Progress, Current, failure, Rules, now, random));
        Explain(kind, failure, step);
        if (step.Target is not { } target)
        {
            return false;
        }

        // A first call after a group's time has passed is no wait on this target's hint.
        target.Waits += target.OpenByHint && (target.Tries > 0 || step.Wait > TimeSpan.Zero) ? 1 : 0;
        target.Retries += target == Current && !target.OpenByHint && kind is not (OutcomeKind.BadCredential or OutcomeKind.OutOfMoney) ? 1 : 0;
        Current = target;
        NextWait = step.Wait;
        return true;
    }

    /// <summary>The failure of an attempt that its limit ended.</summary>
    public Failure TimedOut() => (_attempt ?? throw new InvalidOperationException("No attempt is under way.")).TimedOut();

    /// <summary>Records that the caller went; between two attempts nobody was at work.</summary>
    /// <param name="open">What had come of a stream that was open.</param>
    public void Cancel(AnswerSoFar? open = null)
    {
        if (_attempt is { } attempt)
        {
            _attempt = null;
            Abandon(attempt, (open ?? attempt.SoFar).Generated, "the caller stopped the call");
        }

        Leave();
    }

    /// <summary>Tells the caller what happens, where it listens.</summary>
    public void Trace<TState>(ChatTraceLevel level, TState state, Func<TState, string> message)
    {
        if (Request.Trace is { } listener)
        {
            listener(new ChatTrace(level, _services.Mask.Mask(message(state))));
        }
    }

    public ChatUsage Estimate(string? generated) => new() { PromptTokens = PromptTokens, CompletionTokens = TokenEstimate.Of(generated), Estimated = true };

    /// <summary>The time by a clock that nobody sets during the call.</summary>
    private DateTimeOffset Now => _startedOn + _services.TimeProvider.GetElapsedTime(StartedAt);

    private CallerRules Rules => new(Request.FallbackOnRefusal, Request.OnCut == CutAction.Restart);

    private void Explain(OutcomeKind kind, Failure failure, NextStep step) => Trace(
        ChatTraceLevel.Verbose,
        (Current.Candidate.Target, Kind: kind, failure.Message, Step: step),
        static facts => $"{facts.Target}: {facts.Kind}, {facts.Message}; {facts.Step}.");
}
