namespace HolySheep.Maintenance;

/// <summary>A file or a table in which state is kept.</summary>
public sealed record StateTable
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The number of rows, for tables of a database its last estimate; null if it is unknown.</summary>
    public long? Rows { get; init; }

    /// <summary>Its size in bytes, with its indexes.</summary>
    public required long Bytes { get; init; }
}
