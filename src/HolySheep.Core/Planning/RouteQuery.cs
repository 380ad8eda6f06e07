using System.Collections.Generic;
using HolySheep.Configuration.Options;

namespace HolySheep.Planning;

/// <summary>The caller's options for where the answer may come from.</summary>
internal sealed record RouteQuery
{
    /// <summary>The requested model: an id, an alias, or <c>provider/model</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The fallback models; null means the configured chain.</summary>
    public IReadOnlyList<string>? Fallback { get; init; }

    public bool NoFallback { get; init; }

    public IReadOnlyList<string> Providers { get; init; } = [];

    public IReadOnlyList<string> ExcludedProviders { get; init; } = [];

    /// <summary>If not empty, only providers in these regions may answer.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>What the request needs from a model besides text.</summary>
    public RouteNeeds Needs { get; init; }

    /// <summary>The only format whose providers may answer; null if any may.</summary>
    public ProviderKind? OnlyFormat { get; init; }

    /// <summary>What needs that format, in words.</summary>
    public string? OnlyFor { get; init; }

    /// <summary>A hash of the prompt's beginning whose calls stay on one target of a model; null if they are balanced.</summary>
    public ulong? Prefix { get; init; }

    /// <summary>The maximum tokens of the answer; they count against the window.</summary>
    public int? MaxTokens { get; init; }
}
