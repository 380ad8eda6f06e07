using HolySheep.Maintenance;

namespace HolySheep.PowerShell.Results;

/// <summary>A change of the schema of the state.</summary>
public sealed class HolySheepStateMigration
{
    internal HolySheepStateMigration(StateMigration migration) => (Place, From, To) = (migration.Place, migration.From, migration.To);

    /// <summary>The folder or the database, without a secret; null if state is kept in the process.</summary>
    public string? Place { get; }

    /// <summary>The version before; null if there was no schema.</summary>
    public int? From { get; }

    /// <summary>The version after.</summary>
    public int To { get; }

    /// <summary>The place and its version.</summary>
    public override string ToString() => $"{Place}: version {To}";
}
