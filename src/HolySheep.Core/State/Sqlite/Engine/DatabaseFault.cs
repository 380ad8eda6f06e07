namespace HolySheep.State.Sqlite.Engine;

/// <summary>Why a database file cannot be used.</summary>
internal enum DatabaseFault
{
    /// <summary>Its content is invalid, or a part of it is missing.</summary>
    Damaged,

    /// <summary>It is not one of our databases.</summary>
    Foreign,

    /// <summary>Another process held it during the whole wait.</summary>
    Locked,

    /// <summary>It is read-only, or this user may only read it.</summary>
    ReadOnly,

    /// <summary>A newer version wrote it.</summary>
    Newer,

    /// <summary>The system refuses it: the folder does not exist, the disk is full, the native library is missing.</summary>
    Unusable,
}
