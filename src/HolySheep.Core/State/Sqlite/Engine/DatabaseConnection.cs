using System;
using System.Globalization;
using System.IO;
using HolySheep.Files;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace HolySheep.State.Sqlite.Engine;

/// <summary>Opens the connection to a database file: creates it if it is missing, migrates it to the newest version, and refuses a foreign file.</summary>
internal static class DatabaseConnection
{
    /// <summary>The path of a database in memory, which exists as long as its connection.</summary>
    public const string Memory = ":memory:";

    /// <exception cref="DatabaseException">The file is damaged, foreign, newer or read-only.</exception>
    public static SqliteConnection Open(DatabaseFile file)
    {
        NativeSqlite.Load();
        if (file.Path == Memory)
        {
            var unkept = Connect(file, Memory);
            Migrate(file, unkept);
            return unkept;
        }

        // Checked before a fault could cause a rename: only files are renamed.
        FileKind.ThrowIfOther(file.Path);
        var info = new FileInfo(file.Path);
        if (!info.Exists)
        {
            Create(file);
        }
        else if (info.Length == 0)
        {
            // Our files appear complete, so an empty file was truncated.
            throw new DatabaseException(DatabaseFault.Damaged, file.Path);
        }

        var connection = Connect(file, file.Path);
        try
        {
            Check(file, connection);
            Migrate(file, connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The version of a file, which stays as it is; null if it does not exist or cannot be read.</summary>
    public static int? ReadVersion(string path)
    {
        NativeSqlite.Load();
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            return (int)Number(connection, "PRAGMA user_version");
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    /// <summary>Creates the file under another name first: no process sees half of it, and if several create it at once, one wins.</summary>
    private static void Create(DatabaseFile file)
    {
        OwnerFile.CreateFolder(Path.GetDirectoryName(file.Path)!);
        var unborn = $"{file.Path}.{Guid.NewGuid():N}.tmp";
        try
        {
            // SQLite gives the files that it creates next to the database the same rights.
            OwnerFile.Create(unborn).Dispose();
            using (var connection = Connect(file, unborn))
            {
                Run(connection, "PRAGMA journal_mode = WAL");
                Run(connection, $"PRAGMA application_id = {file.Schema.ApplicationId}");
                Migrate(file, connection);
            }

            File.Move(unborn, file.Path);
        }
        catch (IOException) when (File.Exists(file.Path))
        {
            // Another process was faster.
        }
        finally
        {
            File.Delete(unborn);
        }
    }

    private static SqliteConnection Connect(DatabaseFile file, string path)
    {
        // A timeout of 0 would mean none; SQLite itself handles waits below a second.
        var seconds = Math.Max(1, (int)Math.Ceiling(file.Patience.TotalSeconds));
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = seconds }.ToString());
        try
        {
            connection.Open();
            Run(connection, FormattableString.Invariant($"PRAGMA busy_timeout = {(int)file.Patience.TotalMilliseconds}"));

            // A checkpoint waits for the disk, and copies a page once however often it was written, so rare checkpoints are cheap. 4,000 pages are 16 MB.
            Run(connection, "PRAGMA wal_autocheckpoint = 4000");
            Run(connection, file.WaitsForDisk ? "PRAGMA synchronous = NORMAL" : "PRAGMA synchronous = OFF");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Check(DatabaseFile file, SqliteConnection connection)
    {
        if (Number(connection, "PRAGMA application_id") != file.Schema.ApplicationId)
        {
            throw new DatabaseException(DatabaseFault.Foreign, file.Path);
        }

        if (raw.sqlite3_db_readonly(connection.Handle, "main") == 1)
        {
            throw new DatabaseException(DatabaseFault.ReadOnly, file.Path);
        }

        if (file.CheckedWhenOpened && !"ok".Equals(Run(connection, "PRAGMA quick_check(1)")))
        {
            throw new DatabaseException(DatabaseFault.Damaged, file.Path);
        }
    }

    private static void Migrate(DatabaseFile file, SqliteConnection connection)
    {
        var newest = file.Schema.Migrations.Count;
        if (Version(file, connection) == newest)
        {
            return;
        }

        Run(connection, "BEGIN IMMEDIATE");
        for (var version = Version(file, connection); version < newest; version++)
        {
            Run(connection, file.Schema.Migrations[(int)version]);
        }

        Run(connection, $"PRAGMA user_version = {newest}");
        Run(connection, "COMMIT");
    }

    private static long Version(DatabaseFile file, SqliteConnection connection)
    {
        var version = Number(connection, "PRAGMA user_version");
        return version <= file.Schema.Migrations.Count ? version : throw new DatabaseException(DatabaseFault.Newer, file.Path);
    }

    private static long Number(SqliteConnection connection, string sql) => Convert.ToInt64(Run(connection, sql), CultureInfo.InvariantCulture);

    private static object? Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
