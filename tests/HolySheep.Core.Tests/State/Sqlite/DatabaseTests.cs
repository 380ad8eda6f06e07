using System;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Threading.Tasks;
using HolySheep.State.Sqlite.Engine;
using HolySheep.TestKit;
using Microsoft.Data.Sqlite;
using Xunit;

namespace HolySheep.State.Sqlite;

public sealed class DatabaseTests : IDisposable
{
    private const string First = "CREATE TABLE notes (name TEXT PRIMARY KEY, text TEXT)";
    private const string Second = "ALTER TABLE notes ADD COLUMN number INTEGER NOT NULL DEFAULT 7";
    private readonly TempHome _home = new();

    private string FilePath => Path.Combine(_home.Folder, "deep", "notes.db");

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_file_and_what_lies_beside_it_are_for_their_owner_alone()
    {
        using var database = Database.Open(Of(First));
        Note(database, "a", "b");

        string[] files = [.. Directory.GetFiles(Path.GetDirectoryName(FilePath)!).Order()];

        Assert.Equal([FilePath, FilePath + "-shm", FilePath + "-wal"], files);
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in files)
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(file));
            }

            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, ModeOf(Path.GetDirectoryName(FilePath)!));
        }
    }

    [Theory]
    [InlineData(true, 1L)]
    [InlineData(false, 0L)]
    public void Only_a_file_that_may_be_lost_leaves_it_to_the_system_when_writes_reach_the_disk(bool waits, long synchronous)
    {
        using var connection = DatabaseConnection.Open(Of(First) with { WaitsForDisk = waits });
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous";

        Assert.Equal(synchronous, command.ExecuteScalar());
    }

    [Fact]
    public async Task Of_many_that_begin_a_file_at_once_every_one_gets_it_whole()
    {
        var notes = Enumerable.Range(0, 16).Select(number => Task.Run(() =>
        {
            using var database = Database.Open(Of(First));
            Note(database, $"{number}", "here");
        }));

        await Task.WhenAll(notes);

        using var all = Database.Open(Of(First));
        Assert.Equal(16L, all.Read(session => session.Scalar("SELECT count(*) FROM notes")));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(FilePath)!, "*.tmp*"));
    }

    [Fact]
    public void An_older_file_is_brought_to_the_newest_version_with_all_that_is_in_it()
    {
        using (var old = Database.Open(Of(First)))
        {
            Note(old, "a", "b");
        }

        using var database = Database.Open(Of(First, Second));

        Assert.Equal(7L, database.Read(session => session.Scalar("SELECT number FROM notes WHERE name = $1", "a")));
    }

    [Fact]
    public void A_file_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        Database.Open(Of(First, Second)).Dispose();
        var before = File.ReadAllBytes(FilePath);

        Assert.Equal(DatabaseFault.Newer, FaultOf(() => Database.OpenOrReplace(Of(First), TimeProvider.System, out _)));
        Assert.Equal(before, File.ReadAllBytes(FilePath));
    }

    [Fact]
    public void A_file_of_another_kind_is_refused()
    {
        Database.Open(Of(First)).Dispose();
        Assert.Equal(DatabaseFault.Foreign, FaultOf(() => Database.Open(Of(First) with { Schema = new DatabaseSchema(99, [First]) })));
    }

    [Theory]
    [InlineData("foreign", DatabaseFault.Foreign)]
    [InlineData("empty", DatabaseFault.Damaged)]
    [InlineData("cut", DatabaseFault.Damaged)]
    [InlineData("scribbled", DatabaseFault.Damaged)]
    public void A_bad_file_is_reported_with_its_cause_and_set_aside_if_that_is_asked_for(string harm, object fault)
    {
        Harm(harm);
        var before = File.ReadAllBytes(FilePath);
        Assert.Equal(fault, FaultOf(() => Database.Open(Of(First))));

        using var database = Database.OpenOrReplace(Of(First), TimeProvider.System, out var aside);

        Assert.Equal(FilePath + ".damaged-1", aside);
        Assert.Equal(before, File.ReadAllBytes(aside!));
        Note(database, "a", "b");
    }

    [Fact]
    public void The_second_bad_file_does_not_take_the_place_of_the_first()
    {
        Harm("foreign");
        Database.OpenOrReplace(Of(First), TimeProvider.System, out _).Dispose();
        Harm("empty");
        Database.OpenOrReplace(Of(First), TimeProvider.System, out var aside).Dispose();

        Assert.Equal(FilePath + ".damaged-2", aside);
        Assert.Equal("not a database, but long enough to look like one", File.ReadAllText(FilePath + ".damaged-1").TrimEnd());
    }

    [Fact]
    public void A_lock_that_does_not_end_is_reported_and_a_failed_write_leaves_nothing()
    {
        using var database = Database.Open(Of(First));
        using (var other = new SqliteConnection($"Data Source={FilePath};Pooling=False"))
        {
            other.Open();
            using var begin = other.CreateCommand();
            begin.CommandText = "BEGIN EXCLUSIVE";
            begin.ExecuteNonQuery();
            Assert.Equal(DatabaseFault.Locked, FaultOf(() => Note(database, "a", "b")));
        }

        Assert.Throws<FormatException>(() => database.Write<int>(session =>
        {
            session.Execute("INSERT INTO notes (name) VALUES ('c')");
            throw new FormatException();
        }));
        Assert.Equal(0L, database.Read(session => session.Scalar("SELECT count(*) FROM notes")));
    }

    [Fact]
    public void Changes_by_other_connections_are_noticed_and_own_changes_are_not()
    {
        using var one = Database.Open(Of(First));
        using var two = Database.Open(Of(First));
        Note(one, "a", "b");

        Assert.False(one.ChangedByOthers());
        Assert.True(two.ChangedByOthers());
        Assert.False(two.ChangedByOthers());
    }

    [Fact]
    public void However_often_one_looks_each_change_by_another_connection_is_noticed_once_and_own_ones_never()
    {
        var random = new Random(5);
        using var one = Database.Open(Of(First));
        using var two = Database.Open(Of(First));
        Assert.False(one.ChangedByOthers());
        var isDue = false;
        for (var step = 0; step < 2_000; step++)
        {
            switch (random.Next(4))
            {
                case 0:
                    Note(two, $"other-{step}", "there");
                    isDue = true;
                    break;
                case 1:
                    Note(one, $"own-{step}", "here");
                    break;
                default:
                    Assert.True(one.ChangedByOthers() == isDue, $"Step {step}: {isDue} was due.");
                    isDue = false;
                    break;
            }
        }
    }

    [Fact]
    public void A_change_is_noticed_also_behind_a_write_ahead_log_that_was_emptied()
    {
        using var one = Database.Open(Of(First));
        for (var look = 0; look < 20; look++)
        {
            Assert.False(one.ChangedByOthers());
        }

        using var two = Database.Open(Of(First));
        for (var round = 0; round < 20; round++)
        {
            two.Read(session => session.Scalar("PRAGMA wal_checkpoint(TRUNCATE)"));
            Note(two, $"{round}", "there");
            Assert.True(one.ChangedByOthers(), $"Round {round}");
            Assert.False(one.ChangedByOthers(), $"Round {round}");
        }
    }

    [Fact]
    public void A_folder_that_cannot_be_created_is_reported()
    {
        var file = Of(First) with { Path = Path.Combine(_home.WriteFile("plain", ""), "notes.db") };
        Assert.Equal(DatabaseFault.Unusable, FaultOf(() => Database.Open(file)));
    }

    [Fact]
    public void A_file_that_may_not_be_written_is_reported()
    {
        if (!OperatingSystem.IsWindows() && Environment.UserName == "root")
        {
            // Nothing keeps root from writing: what the library says of such a file is all that can be tried.
            Assert.Equal(DatabaseFault.ReadOnly, DatabaseFaults.Of(new SqliteException("attempt to write a readonly database", 8)));
            return;
        }

        Database.Open(Of(First)).Dispose();
        File.SetAttributes(FilePath, FileAttributes.ReadOnly);
        Assert.Equal(DatabaseFault.ReadOnly, FaultOf(() => Database.Open(Of(First))));
        File.SetAttributes(FilePath, FileAttributes.Normal);
    }

    [UnsupportedOSPlatform("windows")]
    private static UnixFileMode ModeOf(string path) => File.GetUnixFileMode(path);

    private DatabaseFile Of(params string[] migrations) =>
        new() { Path = FilePath, Schema = new DatabaseSchema(7, migrations), CheckedWhenOpened = true };

    private static void Note(Database database, string name, string text) =>
        database.Write(session => session.Execute("INSERT INTO notes (name, text) VALUES ($1, $2)", name, text));

    private static DatabaseFault FaultOf(Action action) => Assert.Throws<DatabaseException>(action).Fault;

    private void Harm(string how)
    {
        if (!File.Exists(FilePath))
        {
            using var database = Database.Open(Of(First));
            Note(database, "a", new string('b', 20_000));
        }

        var bytes = File.ReadAllBytes(FilePath);
        File.WriteAllBytes(FilePath, how switch
        {
            "empty" => [],
            "cut" => bytes[..(bytes.Length / 2)],
            "scribbled" => [.. bytes[..4096], .. Enumerable.Repeat((byte)0x5A, bytes.Length - 4096)],
            _ => System.Text.Encoding.UTF8.GetBytes("not a database, but long enough to look like one".PadRight(5000)),
        });
    }
}
