using HolySheep.Chat;
using HolySheep.Planning;

namespace HolySheep.Failures;

/// <summary>A failure and where it happened.</summary>
internal sealed record FailedAttempt(RouteCandidate Candidate, OutcomeKind Kind, Failure Failure);
