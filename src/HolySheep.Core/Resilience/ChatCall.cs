using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Providers;
using HolySheep.Resilience.Health;
using HolySheep.Resilience.Limits;

namespace HolySheep.Resilience;

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
        var targets = TargetLine.Of(route, services.Health, services.Randomness, _startedOn);
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

    /// <summary>The limit of the attempt that begins: all the time left where nobody else could take over.</summary>
    public TimeSpan AttemptLimit()
    {
        var left = TimeLeft > ShortestAttempt ? TimeLeft : ShortestAttempt;
        return OthersUntried && Progress.Limits.Attempt < left ? Progress.Limits.Attempt : left;
    }

    /// <summary>Begins an attempt at the current target.</summary>
    public OngoingAttempt Begin()
    {
        var wait = NextWait + _waitForRoom;
        NextWait = TimeSpan.Zero;
        _attempt = Begin(Current, TakePermit(), wait);
        return _attempt;
    }

    /// <summary>One exchange with the target of an attempt that was begun.</summary>
    public async Task<AttemptOutcome> SendAsync(OngoingAttempt attempt, CancellationToken cancellationToken)
    {
        var firstToken = Streamed && Progress.OthersUntried(attempt.Target, Now) ? Progress.Limits.FirstToken(attempt.Candidate.ReasonsFirst, PromptTokens) : (TimeSpan?)null;
        var outcome = await attempt.SendAsync(this, _services.ProviderOf(attempt.Candidate.Provider), firstToken, cancellationToken).ConfigureAwait(false);
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
        _services.Health.Answered(attempt.Candidate, KeyOfHealth(attempt), attempt.BegunAt, Now);
        if (_services.StateWarning() is { } warning)
        {
            _warnings.Add(warning);
        }

        Record(attempt, OutcomeKind.Answered, answer.Status, answer.RequestId, usage, null);
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

    private bool OthersUntried => Progress.OthersUntried(Current, Now);

    /// <summary>The time by a clock that nobody sets during the call.</summary>
    private DateTimeOffset Now => _startedOn + _services.TimeProvider.GetElapsedTime(StartedAt);

    private CallerRules Rules => new(Request.FallbackOnRefusal, Request.OnCut == CutAction.Restart);

    private OngoingAttempt Begin(TargetProgress target, LimitPermit? permit, TimeSpan wait)
    {
        _services.Begin(target.Candidate, target.Tries == 0);
        Progress.Begin(target);
        Trace(ChatTraceLevel.Debug, (Progress.Attempts, target.Candidate.Target), static facts => $"Attempt {facts.Attempts} at {facts.Target}.");
        return new OngoingAttempt(target, KeyOf(target), permit) { Wait = wait, StartedAt = _services.TimeProvider.GetTimestamp(), BegunAt = Now };
    }

    private OngoingAttempt Ended()
    {
        var attempt = _attempt ?? throw new InvalidOperationException("No attempt is under way.");
        _attempt = null;
        return attempt;
    }

    /// <summary>Records a failed attempt and learns from it; what is recorded shows no secret.</summary>
    private (OutcomeKind Kind, DateTimeOffset Now, double Random) Learn(OngoingAttempt attempt, ref Failure failure)
    {
        failure = failure with { Message = _services.Mask.Mask(failure.Message.TrimEnd('.')), RequestId = _services.Mask.Mask(failure.RequestId) };
        var kind = Progress.Judge(failure);
        var now = Now;
        var random = _services.Randomness();
        _failures.Add(new FailedAttempt(attempt.Candidate, kind, failure));
        Record(attempt, kind, failure.Status, failure.RequestId, UsageOf(failure), failure.Message);
        RememberKey(attempt, kind, failure, now);
        Progress.Record(attempt.Target, failure, now, random);
        LearnHealth(attempt, kind, failure, now);
        return (kind, now, random);
    }

    /// <summary>Books an attempt that nobody waits for any more, as an estimate.</summary>
    private void Abandon(OngoingAttempt attempt, string? generated, string why)
    {
        if (attempt.Target.Probing)
        {
            _services.Health.GiveUpProbe(attempt.Candidate, Now);
        }

        Record(attempt, OutcomeKind.Cancelled, null, null, Estimate(generated), why);
    }

    /// <param name="attempt">The attempt that ended.</param>
    /// <param name="kind">How it ended.</param>
    /// <param name="status">The HTTP status; null where no response came.</param>
    /// <param name="requestId">The provider's own id.</param>
    /// <param name="usage">The tokens that may be billed; null where none are.</param>
    /// <param name="message">What happened.</param>
    private void Record(OngoingAttempt attempt, OutcomeKind kind, int? status, string? requestId, ChatUsage? usage, string? message)
    {
        Settle(attempt, usage);
        _attempts.Add(new ChatAttempt
        {
            Target = attempt.Candidate.Target,
            Kind = kind,
            Status = status,
            Duration = _services.TimeProvider.GetElapsedTime(attempt.StartedAt),
            Wait = attempt.Wait,
            RequestId = requestId,
            Cost = usage is null ? 0m : _services.CostOf(attempt.Candidate, usage),
            Message = message,
        });
    }

    /// <summary>What a provider turned away costs nothing; what it may have begun to answer is booked as it was counted, else as an estimate.</summary>
    private ChatUsage? UsageOf(Failure failure)
    {
        var begun = failure.Status is 200
            || failure.Signal is FailureSignal.AttemptTimedOut or FailureSignal.NoFirstToken or FailureSignal.Stalled or FailureSignal.ConnectionReset;
        return begun ? failure.Usage ?? Estimate(failure.Generated) : null;
    }

    private void LearnHealth(OngoingAttempt attempt, OutcomeKind kind, Failure failure, DateTimeOffset now)
    {
        // Out of money and not closed: another key goes on, and only the key's health suffers.
        var open = (kind != OutcomeKind.OutOfMoney || attempt.Target.Closed) && _services.Health.Failed(attempt.Candidate, kind, failure, attempt.BegunAt, now);

        // A target that opens in the middle of a request is not retried in it, nor is a probe.
        attempt.Target.Closed |= HealthPolicy.Counts(kind) && (open || attempt.Target.Probing);
        attempt.Target.Probing = false;
    }

    /// <summary>A half-open target takes one call: where another has it, the next step is looked for without this target.</summary>
    private NextStep Admitted(NextStep step)
    {
        while (step is { Target: { NeedsProbe: true } target } && step.Wait == TimeSpan.Zero)
        {
            // One that is not due yet comes here only where nobody else can be asked.
            var lastResort = target.OpenUntil is not null;
            target.NeedsProbe = false;
            target.Probing = lastResort || _services.Health.TryProbe(target.Candidate, Now);
            if (target.Probing)
            {
                break;
            }

            target.OpenUntil = Now + Progress.Limits.Attempt;
            step = NextStepPolicy.First(Progress, Now);
        }

        return step;
    }

    private void Explain(OutcomeKind kind, Failure failure, NextStep step) => Trace(
        ChatTraceLevel.Verbose,
        (Current.Candidate.Target, Kind: kind, failure.Message, Step: step),
        static facts => $"{facts.Target}: {facts.Kind}, {facts.Message}; {facts.Step}.");
}
