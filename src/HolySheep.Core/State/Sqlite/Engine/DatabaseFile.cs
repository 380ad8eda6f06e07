using System;

namespace HolySheep.State.Sqlite.Engine;

/// <summary>A database file and how it is used.</summary>
internal sealed record DatabaseFile
{
    /// <summary>The full path; the folder is created with the file.</summary>
    public required string Path { get; init; }

    public required DatabaseSchema Schema { get; init; }

    /// <summary>How long another process's lock is waited for.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>True looks the whole file through when it is opened; for small ones.</summary>
    public bool CheckedWhenOpened { get; init; }

    /// <summary>False leaves it to the system when writes reach the disk: a power failure may damage the file, a killed process does not.</summary>
    public bool WaitsForDisk { get; init; } = true;
}
