using System.Collections.Generic;

namespace HolySheep.Planning;

/// <summary>The targets of a request in the order they are tried, and those left out.</summary>
internal sealed record RoutePlan(IReadOnlyList<RouteCandidate> Candidates, IReadOnlyList<RouteExclusion> Excluded);
