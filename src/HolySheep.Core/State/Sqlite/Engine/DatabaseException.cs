using System;

namespace HolySheep.State.Sqlite.Engine;

/// <summary>A database file cannot be used; the owner of the file decides what that costs.</summary>
internal sealed class DatabaseException(DatabaseFault fault, string path, Exception? cause = null) : Exception(Describe(fault, path, cause), cause)
{
    public DatabaseFault Fault { get; } = fault;

    private static string Describe(DatabaseFault fault, string path, Exception? cause) => $"'{path}' " + fault switch
    {
        DatabaseFault.Damaged => "is damaged",
        DatabaseFault.Foreign => "is not a database of this module",
        DatabaseFault.Locked => "is locked by another process",
        DatabaseFault.ReadOnly => "cannot be written",
        DatabaseFault.Newer => "was written by a newer version of this module",
        _ => "cannot be used" + (cause is null ? "" : $" ({cause.Message.TrimEnd('.')})"),
    };
}
