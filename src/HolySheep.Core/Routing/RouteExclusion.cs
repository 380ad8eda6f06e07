namespace HolySheep.Routing;

/// <summary>A target that was left out, and why.</summary>
internal sealed record RouteExclusion(string Target, string Reason);
