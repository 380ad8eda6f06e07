using HolySheep.Maintenance;

namespace HolySheep.PowerShell.Results;

/// <summary>A file or a table in which state is kept.</summary>
public sealed class HolySheepStateTable
{
    internal HolySheepStateTable(StateTable table) => (Name, Rows, Bytes) = (table.Name, table.Rows, table.Bytes);

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The number of rows, for tables of a database its last estimate; null if it is unknown.</summary>
    public long? Rows { get; }

    /// <summary>The size in bytes, with its indexes.</summary>
    public long Bytes { get; }

    /// <summary>The name and the size.</summary>
    public override string ToString() => $"{Name}: {Bytes} bytes";
}
