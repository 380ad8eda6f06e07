using System;
using System.IO;
using System.Linq;
using HolySheep.Harness;
using HolySheep.Spend.Ledger.Sqlite.Import;
using HolySheep.State.Sqlite.Engine;
using Xunit;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>What a client knows of its own log: it imports its lines from memory, and its results may reach the file a little later.</summary>
public sealed class OwnLinesTests : IDisposable
{
    private readonly LedgerHome _home = new();
    private readonly Database _database;
    private readonly AttemptLog _log;

    public OwnLinesTests()
    {
        _database = _home.File.Open(_home.Time, out _);
        _log = new AttemptLog(_home.FilePath, _home.Time);
    }

    public void Dispose()
    {
        _log.Close();
        _database.Dispose();
        _home.Dispose();
    }

    private string Written => string.Concat(Logs.Select(ReadShared));

    private string[] Logs => [.. Directory.GetFiles(Path.GetDirectoryName(_home.FilePath)!, "*.log").Order(StringComparer.Ordinal)];

    [Fact]
    public void The_result_of_the_only_attempt_under_way_is_written_at_once()
    {
        Settle(Begin());

        Assert.Equal(1, Results());
    }

    [Fact]
    public void A_result_is_written_with_the_next_attempt_that_begins()
    {
        var first = Begin();
        Begin();
        Settle(first);
        Assert.Equal(0, Results());

        Begin();

        Assert.Equal(1, Results());
    }

    [Fact]
    public void Results_are_written_with_that_of_the_last_attempt_under_way()
    {
        var begun = Enumerable.Range(0, 5).Select(_ => Begin()).ToList();
        begun.SkipLast(1).ToList().ForEach(Settle);
        Assert.Equal(0, Results());

        Settle(begun[^1]);

        Assert.Equal(5, Results());
    }

    [Fact]
    public void A_result_that_nothing_follows_is_written_after_some_milliseconds()
    {
        var begun = Enumerable.Range(0, 3).Select(_ => Begin()).ToList();
        for (var round = 1; round <= 2; round++)
        {
            Settle(begun[round]);
            _home.Time.Advance(AttemptLog.LongestWait - TimeSpan.FromMilliseconds(1));
            Assert.Equal(round - 1, Results());

            _home.Time.Advance(TimeSpan.FromMilliseconds(1));
            Assert.Equal(round, Results());
        }
    }

    [Fact]
    public void A_result_that_waits_is_written_at_the_end_of_the_log()
    {
        var first = Begin();
        Begin();
        Settle(first);

        _log.Close();

        Assert.Equal(1, Results());
    }

    [Fact]
    public void A_result_that_waits_is_imported_and_counts_once()
    {
        var first = Begin();
        Begin();
        Settle(first);

        Assert.Single(_database.Write(session => LogRows.Enter(session, "", _log.Parts)));
        AssertHolds(begun: 2, settled: 1);
        _log.Close();
        LogRows.WriteAfterImport(_database, _home.File, Assert.Fail, _ => true);

        AssertHolds(begun: 2, settled: 1);
        Assert.Empty(Logs);
    }

    [Fact]
    public void A_client_imports_its_lines_although_their_file_is_damaged()
    {
        Settle(Begin());
        File.WriteAllText(Assert.Single(Logs), "no line");

        var entered = _database.Write(session => LogRows.Enter(session, "", _log.EndParts()));

        Assert.Equal(0, Assert.Single(entered).Value.Damaged);
        AssertHolds(begun: 1, settled: 1);
    }

    [Fact]
    public void Lines_that_another_process_has_imported_and_deleted_are_not_imported_again()
    {
        Settle(Begin());
        var parts = _log.EndParts();
        LogRows.WriteAfterImport(_database, _home.File, Assert.Fail, _ => true);
        Assert.Empty(Logs);
        LogRows.WriteAfterImport(_database, _home.File, Assert.Fail, _ => true);
        Assert.Equal(0, _home.Sum("SELECT count(*) FROM logs"));

        _log.Remove(_database.Write(session => LogRows.Enter(session, "", parts)));

        AssertHolds(begun: 1, settled: 1);
    }

    [Fact]
    public void Where_nothing_is_imported_for_long_later_lines_are_read_from_their_files()
    {
        const int Parts = 40;
        var first = Begin();
        Begin();
        for (var part = 0; part < Parts; part++)
        {
            Begin();
            _log.EndParts();
        }

        Settle(first);
        Assert.Equal(1, Results());
        Assert.Equal(32, _log.Parts.Count(part => part.Kept is not null));

        _log.Remove(_database.Write(session => LogRows.Enter(session, "", _log.EndParts())));

        AssertHolds(begun: Parts + 2, settled: 1);
        Assert.Empty(Logs);
    }

    [Fact]
    public void A_result_that_the_disk_has_no_room_for_is_imported()
    {
        using var disk = SmallDisk.TryMount(megabytes: 1);
        if (disk is null)
        {
            return;
        }

        var log = new AttemptLog(Path.Combine(disk.Root, "ledger.db"), _home.Time);
        var begun = Enumerable.Range(0, 100).Select(call => log.Begin(Start())!.Value).ToList();
        using (var filling = new FileStream(Path.Combine(disk.Root, "filling"), FileMode.Create))
        {
            Assert.Throws<IOException>(() => filling.Write(new byte[2_000_000]));
        }

        Assert.All(begun.SkipLast(1), number => Assert.True(log.Settle(1, number, _home.Answer(0.001m))));
        _home.WriteResults();
        Assert.Null(log.Begin(Start()));
        log.Remove(_database.Write(session => LogRows.Enter(session, "", log.EndParts())));
        log.Close();

        AssertHolds(begun: 100, settled: 99);
    }

    private static string ReadShared(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd();
    }

    private AttemptStart Start() => AttemptStart.Of(_home.Entry(price: 0.02m), new LedgerWriterFacts("test", "1.0", null), process: 1, expectedOutput: 0);

    private long Begin() => _log.Begin(Start()) ?? throw new InvalidOperationException("It could not be written.");

    private void Settle(long number) => Assert.True(_log.Settle(1, number, _home.Answer(0.001m)));

    private int Results() => Written.Split("\"Settlement\"").Length - 1;

    private void AssertHolds(int begun, int settled)
    {
        var states = _database.Read(session => session.Query("SELECT state FROM attempts", row => (AttemptState)row.GetInt64(0)));
        Assert.Equal((begun, settled), (states.Count, states.Count(state => state == AttemptState.Settled)));
    }
}
