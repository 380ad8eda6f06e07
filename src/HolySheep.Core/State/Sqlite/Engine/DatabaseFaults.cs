using System;
using System.IO;
using HolySheep.Errors;
using Microsoft.Data.Sqlite;

namespace HolySheep.State.Sqlite.Engine;

/// <summary>Finds the fault of a database file in an exception.</summary>
internal static class DatabaseFaults
{
    // https://www.sqlite.org/rescode.html
    private const int Error = 1;
    private const int Busy = 5;
    private const int TableLocked = 6;
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    /// <summary>The fault; null if the exception is not about the file.</summary>
    public static DatabaseFault? Of(Exception exception) => exception switch
    {
        DatabaseException known => known.Fault,
        SqliteException fault => fault.SqliteErrorCode switch
        {
            // An error in our own constant statements: a table or a column is not as we created it.
            Error or Corrupt => DatabaseFault.Damaged,
            NotADatabase => DatabaseFault.Foreign,
            Busy or TableLocked => DatabaseFault.Locked,
            ReadOnly => DatabaseFault.ReadOnly,
            _ => DatabaseFault.Unusable,
        },
        ConfigurationException { Code: ErrorCode.ConfigurationLocked } => DatabaseFault.Locked,
        IOException or UnauthorizedAccessException or NotSupportedException => DatabaseFault.Unusable,
        DllNotFoundException or BadImageFormatException or TypeInitializationException or EntryPointNotFoundException => DatabaseFault.Unusable,
        _ => null,
    };
}
