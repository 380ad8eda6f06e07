using System.Collections.Generic;
using HolySheep.Configuration.Options;

namespace HolySheep.Planning;

/// <summary>The model that is finally asked: the one that the request names, or the one that a rule and a split choose.</summary>
internal sealed record RouteChoice
{
    /// <summary>The model that is planned first.</summary>
    public required string Model { get; init; }

    /// <summary>Its fallback models; null means its configured chain.</summary>
    public IReadOnlyList<string>? Fallback { get; init; }

    public bool NoFallback { get; init; }

    /// <summary>The rule that chose; null if none matched.</summary>
    public string? Rule { get; init; }

    /// <summary>The split of the model; null if there is none.</summary>
    public SplitOptions? Split { get; init; }

    /// <summary>The member of the split that takes the call; null if it stays on the old side.</summary>
    public string? Member { get; init; }

    /// <summary>The shadow that answers the call a second time; null if none does.</summary>
    public string? Shadow { get; init; }

    /// <summary>The reasons, one sentence each.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>Warnings for the caller.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
