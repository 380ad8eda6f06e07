using System;

namespace HolySheep.State.Sqlite.Engine;

/// <summary>A database file cannot be used; the owner of the file decides what that costs.</summary>
internal sealed class DatabaseException : Exception
{
    public DatabaseException(DatabaseFault fault, string path, Exception? cause = null)
        : base(Describe(fault, path, cause), cause) => Fault = fault;

    private DatabaseException(DatabaseFault fault, Exception? cause, string message)
        : base(message, cause) => Fault = fault;

    public DatabaseFault Fault { get; }

    /// <summary>Whether nothing was written and the database may be back in a moment, as a server that restarts.</summary>
    public bool MayReturn { get; private init; }

    /// <summary>The fault of a database that is not a file.</summary>
    /// <param name="fault">What it comes to.</param>
    /// <param name="message">The database and the fault, following "The ledger".</param>
    /// <param name="cause">The cause; null if there is none.</param>
    /// <param name="mayReturn">Whether nothing was written and the database may be back in a moment.</param>
    public static DatabaseException Of(DatabaseFault fault, string message, Exception? cause = null, bool mayReturn = false) => new(fault, cause, message) { MayReturn = mayReturn };

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
