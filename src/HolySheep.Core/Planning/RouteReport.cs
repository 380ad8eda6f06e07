using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Options;

namespace HolySheep.Planning;

/// <summary>The route that a request would take now.</summary>
public sealed record RouteReport
{
    /// <summary>The model that is asked, after rules and splits.</summary>
    public required string Model { get; init; }

    /// <summary>The models of the request, the requested model first.</summary>
    public required IReadOnlyList<string> Chain { get; init; }

    /// <summary>The strategy of the requested model.</summary>
    public TargetStrategy Strategy { get; init; }

    /// <summary>Why this model is asked, if a rule or a split decided it.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>All targets: first those that would be asked, in order, then those left out.</summary>
    public required IReadOnlyList<RouteReportEntry> Candidates { get; init; }

    /// <summary>Whether a target may be called now; otherwise a call would be refused, or would probe a target that has failed.</summary>
    public bool CanAnswer => Candidates.Any(candidate => candidate is { Order: not null, State: not RouteTargetState.Open });
}
