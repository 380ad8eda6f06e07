namespace HolySheep.Planning;

/// <summary>A target that was left out, and the reason.</summary>
internal sealed record RouteExclusion(RouteCandidate Candidate, RouteFilter Filter, string Reason)
{
    public string Target => Candidate.Target;
}
