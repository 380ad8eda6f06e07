using System;

namespace HolySheep.State.Sqlite.Engine;

/// <summary>A database file and its settings.</summary>
internal sealed record DatabaseFile
{
    /// <summary>The full path; the folder is created with the file.</summary>
    public required string Path { get; init; }

    public required DatabaseSchema Schema { get; init; }

    /// <summary>How long to wait for another process's lock.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether to check the whole file when it is opened; for small files.</summary>
    public bool CheckedWhenOpened { get; init; }

    /// <summary>False lets the system decide when writes reach the disk: a power failure may then damage the file, but a killed process does not.</summary>
    public bool WaitsForDisk { get; init; } = true;
}
