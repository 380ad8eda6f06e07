using System.Collections.Generic;
using HolySheep.Configuration.Options;

namespace HolySheep.Planning;

/// <summary>What is asked in the end: the model that a request names, or what a rule and a split make of it.</summary>
internal sealed record RouteChoice
{
    /// <summary>The model that is planned first.</summary>
    public required string Model { get; init; }

    /// <summary>The models after it; null means its configured chain.</summary>
    public IReadOnlyList<string>? Fallback { get; init; }

    public bool NoFallback { get; init; }

    /// <summary>The rule that chose; null where none matched.</summary>
    public string? Rule { get; init; }

    /// <summary>The split that holds for the model; null where there is none.</summary>
    public SplitOptions? Split { get; init; }

    /// <summary>The member of the split that takes the call; null where it stays on the old side.</summary>
    public string? Member { get; init; }

    /// <summary>Who answers the call once more, unseen; null where nobody does.</summary>
    public string? Shadow { get; init; }

    /// <summary>Why, one sentence each, for those who want to know.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>What the caller should know.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
