using System;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Failures;

namespace HolySheep.Health;

/// <summary>What happened to a target, a quota group or a key, as data that a store applies to what it holds. Pure.</summary>
internal readonly record struct HealthChange
{
    private HealthChange(HealthChangeKind kind, DateTimeOffset now, HealthOptions options) => (Kind, Now, Options) = (kind, now, options);

    public HealthChangeKind Kind { get; }

    /// <summary>The time.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The lengths of breaks.</summary>
    public HealthOptions Options { get; }

    /// <summary>When the call began; only for an answer and a failure.</summary>
    public DateTimeOffset BegunAt { get; private init; }

    /// <summary>The kind of failure; only for a failure.</summary>
    public OutcomeKind Outcome { get; private init; }

    /// <summary>The failure; null unless the call failed.</summary>
    public Failure? Failure { get; private init; }

    /// <summary>The number of counted failures in the same request, including this one.</summary>
    public int OfRequest { get; private init; }

    public static HealthChange Answered(DateTimeOffset begunAt, DateTimeOffset now, HealthOptions options) => new(HealthChangeKind.Answered, now, options) { BegunAt = begunAt };

    public static HealthChange Failed(OutcomeKind kind, Failure failure, DateTimeOffset begunAt, DateTimeOffset now, HealthOptions options, int ofRequest = 0) =>
        new(HealthChangeKind.Failed, now, options) { Outcome = kind, Failure = failure, BegunAt = begunAt, OfRequest = ofRequest };

    public static HealthChange ProbeBegan(DateTimeOffset now, HealthOptions options) => new(HealthChangeKind.ProbeBegan, now, options);

    public static HealthChange ProbeGaveUp(DateTimeOffset now, HealthOptions options) => new(HealthChangeKind.ProbeGaveUp, now, options);

    public static HealthChange Reset(DateTimeOffset now, HealthOptions options) => new(HealthChangeKind.Reset, now, options);

    /// <summary>The health after the change; impossible times of the health before it are dropped.</summary>
    public HealthOutcome ApplyTo(TargetHealth last)
    {
        if (Kind == HealthChangeKind.Reset)
        {
            return new HealthOutcome(TargetHealth.Fine);
        }

        var health = HealthPolicy.Believable(last, Now, Options);
        switch (Kind)
        {
            case HealthChangeKind.Answered:
                return new HealthOutcome(HealthPolicy.AfterAnswer(health, BegunAt, Now));
            case HealthChangeKind.Failed:
                return new HealthOutcome(HealthPolicy.AfterFailure(health, Outcome, Failure!, BegunAt, Now, Options, OfRequest));
            case HealthChangeKind.ProbeGaveUp:
                return new HealthOutcome(HealthPolicy.AfterProbeGaveUp(health));
            default:
                var isFree = health.StateAt(Now) == CircuitState.HalfOpen && health.ProbeIsFree(Now);
                return new HealthOutcome(isFree ? HealthPolicy.AfterProbeBegan(health, Now) : health, isFree);
        }
    }
}
