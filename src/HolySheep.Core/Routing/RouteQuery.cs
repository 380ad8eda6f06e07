using System.Collections.Generic;

namespace HolySheep.Routing;

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

    /// <summary>Per model, the turn of its round robin.</summary>
    public IReadOnlyDictionary<string, long> Turns { get; init; } = new Dictionary<string, long>();
}
