using System.Collections.Generic;

namespace HolySheep.Planning;

/// <summary>The targets of a request in the order in which they are tried, and the targets left out.</summary>
internal sealed record RoutePlan(IReadOnlyList<RouteCandidate> Candidates, IReadOnlyList<RouteExclusion> Excluded);
