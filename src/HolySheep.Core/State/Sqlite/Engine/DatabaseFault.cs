namespace HolySheep.State.Sqlite.Engine;

/// <summary>Why a database file cannot be used.</summary>
internal enum DatabaseFault
{
    /// <summary>Its content is broken, or a part of it is missing.</summary>
    Damaged,

    /// <summary>It is something else than a database of ours.</summary>
    Foreign,

    /// <summary>Another process held it all the time.</summary>
    Locked,

    /// <summary>It may not be written.</summary>
    ReadOnly,

    /// <summary>A newer version wrote it.</summary>
    Newer,

    /// <summary>The system does not let us: no such folder, a full disk, no native library.</summary>
    Unusable,
}
