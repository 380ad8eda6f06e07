using HolySheep.Catalog;

namespace HolySheep.Routing;

/// <summary>A target that may answer, with the facts that decisions need.</summary>
internal sealed record RouteCandidate
{
    public required string Provider { get; init; }

    /// <summary>The model id that is sent.</summary>
    public required string Model { get; init; }

    /// <summary>The place of its model in the chain; 0 is the model asked for.</summary>
    public required int ChainIndex { get; init; }

    /// <summary>The chain's name of the model.</summary>
    public required string ChainModel { get; init; }

    /// <summary>Targets with the same group share a quota.</summary>
    public required string QuotaGroup { get; init; }

    public int? ContextWindow { get; init; }

    public bool ReasonsFirst { get; init; }

    public bool MaxCompletionTokens { get; init; }

    public ModelPrice? Price { get; init; }

    /// <summary>True where it answers only in place of what a budget has no money for.</summary>
    public bool Standby { get; init; }

    public string Target => Provider + "/" + Model;
}
