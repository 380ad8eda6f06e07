using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Providers;
using HolySheep.Resilience.Health;

namespace HolySheep.Resilience;

/// <summary>One request on its way: what is asked, what was tried, what comes next.</summary>
internal sealed class ChatCall
{
    // Polly takes a limit of zero for none.
    private static readonly TimeSpan ShortestAttempt = TimeSpan.FromMilliseconds(1);

    private readonly CallServices _services;
    private readonly DateTimeOffset _startedOn;
    private readonly List<ChatAttempt> _attempts = [];
    private readonly List<FailedAttempt> _failures = [];
    private readonly List<string> _warnings;
    private long _attemptStart;
    private DateTimeOffset _begunAt;
    private TimeSpan _wait;
    private long? _promptTokens;
    private AnswerSoFar _soFar;
    private bool _inFlight;

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

    /// <summary>One exchange with the current target.</summary>
    public async Task<AttemptOutcome> AttemptAsync(CancellationToken cancellationToken)
    {
        var candidate = Current.Candidate;
        _services.Begin(candidate, Current.Tries == 0);
        Progress.Begin(Current);
        _inFlight = true;
        _soFar = default;
        _wait = NextWait;
        NextWait = TimeSpan.Zero;
        _attemptStart = _services.TimeProvider.GetTimestamp();
        _begunAt = Now;
        var keys = Route.KeysOf(candidate.Provider);
        var streamed = Visible || Request.StreamWire;
        Trace(ChatTraceLevel.Debug, this, static call => $"Attempt {call.Progress.Attempts} at {call.Current.Candidate.Target}.");
        var outcome = await _services.ProviderOf(candidate.Provider).SendAsync(
            new ProviderCall
            {
                Candidate = candidate,
                Request = Request,
                Key = keys.Count > 0 ? keys[Current.KeyIndex] : null,
                Streamed = streamed,
                Visible = Visible,
                FirstToken = streamed && OthersUntried ? Progress.Limits.FirstToken(candidate.ReasonsFirst, PromptTokens) : null,
                Stall = Progress.Limits.Stall,
                OnCancelled = soFar => _soFar = soFar,
            },
            cancellationToken).ConfigureAwait(false);
        return outcome.Answer is { } answer && AnswerCheck.FindFault(answer, Request, shown: false) is { } fault ? AttemptOutcome.Failed(fault) : outcome;
    }

    /// <summary>Records an answer.</summary>
    public void Succeed(ProviderAnswer answer)
    {
        var usage = answer.Usage ?? Estimate(answer.Generated);
        _services.Health.Answered(Current.Candidate, _begunAt, Now);
        Record(OutcomeKind.Answered, answer.Status, answer.RequestId, _services.CostOf(Current.Candidate, usage), null);
        TellOfUnknownPrice();
    }

    /// <summary>Records a failure; true where another attempt follows, with <see cref="Current"/> and <see cref="NextWait"/> set.</summary>
    public bool Fail(Failure failure)
    {
        failure = failure with { Message = _services.Mask.Mask(failure.Message.TrimEnd('.')), RequestId = _services.Mask.Mask(failure.RequestId) };
        var kind = Progress.Judge(failure);
        var now = Now;
        var random = _services.Randomness();
        _failures.Add(new FailedAttempt(Current.Candidate, kind, failure));
        Record(kind, failure.Status, failure.RequestId, CostOf(failure), failure.Message);
        RememberKey(kind);
        Progress.Record(Current, failure, now, random);
        LearnHealth(kind, failure, now);
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
    public Failure TimedOut() => new()
    {
        Signal = FailureSignal.AttemptTimedOut,
        Message = "no whole answer came within the attempt's limit",
        PartialContent = _soFar.Content,
        Generated = _soFar.Generated,
    };

    /// <summary>Records that the caller went; between two attempts nobody was at work.</summary>
    /// <param name="open">What had come of a stream that was open.</param>
    public void Cancel(AnswerSoFar? open = null)
    {
        if (_inFlight)
        {
            if (Current.Probing)
            {
                _services.Health.GiveUpProbe(Current.Candidate);
            }

            var cost = _services.CostOf(Current.Candidate, Estimate((open ?? _soFar).Generated));
            Record(OutcomeKind.Cancelled, null, null, cost, "the caller stopped the call");
        }
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

    private void Record(OutcomeKind kind, int? status, string? requestId, decimal? cost, string? message)
    {
        _inFlight = false;
        _attempts.Add(new ChatAttempt
        {
            Target = Current.Candidate.Target,
            Kind = kind,
            Status = status,
            Duration = _services.TimeProvider.GetElapsedTime(_attemptStart),
            Wait = _wait,
            RequestId = requestId,
            Cost = cost,
            Message = message,
        });
    }

    private void TellOfUnknownPrice()
    {
        var unpriced = _attempts[_attempts.Count - 1].Cost is null ? Current.Candidate : null;
        if (unpriced is not null && _services.UnknownPrices.Tell(unpriced.Target, unpriced.ChainModel) is { } warning)
        {
            _warnings.Add(warning);
        }
    }

    /// <summary>What a provider turned away costs nothing; what it may have begun to answer is booked as it was counted, else as an estimate.</summary>
    private decimal? CostOf(Failure failure)
    {
        var begun = failure.Status is 200
            || failure.Signal is FailureSignal.AttemptTimedOut or FailureSignal.NoFirstToken or FailureSignal.Stalled or FailureSignal.ConnectionReset;
        return begun ? _services.CostOf(Current.Candidate, failure.Usage ?? Estimate(failure.Generated)) : 0m;
    }

    private void LearnHealth(OutcomeKind kind, Failure failure, DateTimeOffset now)
    {
        var open = _services.Health.Failed(Current.Candidate, kind, failure, _begunAt, now);

        // A target that opens in the middle of a request is not retried in it, nor is a probe.
        Current.Closed |= HealthPolicy.Counts(kind) && (open || Current.Probing);
        Current.Probing = false;
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

    private void RememberKey(OutcomeKind kind)
    {
        var provider = Current.Candidate.Provider;
        var keys = Route.KeysOf(provider);
        if (kind == OutcomeKind.BadCredential && keys.Count > 0)
        {
            _services.RefusedKeys.Add(provider, keys[Current.KeyIndex]);
            _warnings.Add($"{provider} refused its key.");
        }
        else if (kind == OutcomeKind.OutOfMoney)
        {
            _warnings.Add($"{provider} has no money or quota left for its key.");
        }
    }

    private void Explain(OutcomeKind kind, Failure failure, NextStep step) => Trace(
        ChatTraceLevel.Verbose,
        (Current.Candidate.Target, Kind: kind, failure.Message, Step: step),
        static facts => $"{facts.Target}: {facts.Kind}, {facts.Message}; {facts.Step}.");
}
