using System.Collections.Generic;

namespace HolySheep.Planning;

/// <summary>What a caller says about where the answer may come from.</summary>
internal sealed record RouteQuery
{
    /// <summary>The model asked for: an id, an alias, or <c>provider/model</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The models to try after it; null means the configured chain.</summary>
    public IReadOnlyList<string>? Fallback { get; init; }

    public bool NoFallback { get; init; }

    public IReadOnlyList<string> Providers { get; init; } = [];

    public IReadOnlyList<string> ExcludedProviders { get; init; } = [];

    /// <summary>Where not empty, only providers of these regions.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>What the request asks of a model beyond text.</summary>
    public RouteNeeds Needs { get; init; }

    /// <summary>The most tokens of the answer; they count against the window.</summary>
    public int? MaxTokens { get; init; }
}
