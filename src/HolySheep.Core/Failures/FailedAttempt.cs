using System;
using HolySheep.Chat;
using HolySheep.Planning;

namespace HolySheep.Failures;

/// <summary>One failed attempt.</summary>
/// <param name="Candidate">The target.</param>
/// <param name="Kind">What the failure means.</param>
/// <param name="Failure">What happened.</param>
/// <param name="At">When.</param>
/// <param name="Random">A number from 0 up to 1 for the waits that follow.</param>
internal sealed record FailedAttempt(RouteCandidate Candidate, OutcomeKind Kind, Failure Failure, DateTimeOffset At, double Random);
