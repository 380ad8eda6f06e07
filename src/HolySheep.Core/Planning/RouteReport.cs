using System.Collections.Generic;
using HolySheep.Configuration.Options;

namespace HolySheep.Planning;

/// <summary>The way that a request would take now.</summary>
public sealed record RouteReport
{
    /// <summary>The model that is asked for, once rules and splits have decided.</summary>
    public required string Model { get; init; }

    /// <summary>The models in line, the asked one first.</summary>
    public required IReadOnlyList<string> Chain { get; init; }

    /// <summary>How the targets of the asked model are ordered.</summary>
    public TargetStrategy Strategy { get; init; }

    /// <summary>Why this model is asked, where a rule or a split decided it.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>Every target: those that would be asked in their order, then those left out.</summary>
    public required IReadOnlyList<RouteReportEntry> Candidates { get; init; }
}
