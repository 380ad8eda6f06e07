using System.Collections.Generic;
using HolySheep.Configuration;

namespace HolySheep.Maintenance;

/// <summary>Where state is kept, and who uses it.</summary>
public sealed record StateOverview
{
    /// <summary>The kind of place.</summary>
    public required StateKind Kind { get; init; }

    /// <summary>The folder or the database, without a secret; null if state is kept in the process.</summary>
    public string? Place { get; init; }

    /// <summary>The version of the schema; null if it has not been created.</summary>
    public int? SchemaVersion { get; init; }

    /// <summary>The version that this program creates.</summary>
    public int NewestVersion { get; init; }

    /// <summary>The files or tables.</summary>
    public IReadOnlyList<StateTable> Tables { get; init; } = [];

    /// <summary>The machines that have processes in the ledger, by name.</summary>
    public IReadOnlyList<StateMachine> Machines { get; init; } = [];

    /// <summary>What is held now, by machine and kind.</summary>
    public IReadOnlyList<HeldResource> Held { get; init; } = [];

    internal static StateOverview InProcess { get; } = new() { Kind = StateKind.Memory };
}
