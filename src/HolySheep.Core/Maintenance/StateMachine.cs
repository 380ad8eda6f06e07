using System;

namespace HolySheep.Maintenance;

/// <summary>A machine that uses the state.</summary>
public sealed record StateMachine
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The number of its processes that book calls and have not ended, as far as that is known.</summary>
    public required int Processes { get; init; }

    /// <summary>When one of them registered or last gave a sign, which they do every hour.</summary>
    public required DateTimeOffset LastSeen { get; init; }
}
