namespace HolySheep.Maintenance;

/// <summary>A change of the schema.</summary>
public sealed record StateMigration
{
    /// <summary>The folder or the database; null if state is kept in the process.</summary>
    public string? Place { get; init; }

    /// <summary>The version before; null if there was no schema.</summary>
    public int? From { get; init; }

    /// <summary>The version after; a preview names the version that would follow.</summary>
    public int To { get; init; }

    /// <summary>Whether nothing changes.</summary>
    public bool IsDone => From >= To;
}
