using HolySheep.Chat;
using HolySheep.Routing;

namespace HolySheep.Resilience;

/// <summary>A failure and where it happened.</summary>
internal sealed record FailedAttempt(RouteCandidate Candidate, OutcomeKind Kind, Failure Failure);
