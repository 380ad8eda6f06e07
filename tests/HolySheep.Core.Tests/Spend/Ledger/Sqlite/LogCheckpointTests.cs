using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using HolySheep.Harness;
using HolySheep.Spend.Ledger.Log;
using HolySheep.Spend.Ledger.Sqlite.Commits;
using HolySheep.Spend.Ledger.Sqlite.Import;
using HolySheep.State.Sqlite.Engine;
using Microsoft.Data.Sqlite;
using Xunit;

namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>How a log comes into a ledger that cannot always be written.</summary>
public sealed class LogCheckpointTests : IDisposable
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);
    private readonly LedgerHome _home = new();
    private readonly WatchedClock _clock = new();
    private readonly List<string> _told = [];
    private readonly AttemptLog _log;
    private readonly Database _database;

    public LogCheckpointTests()
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

    [Fact]
    public async Task A_locked_ledger_is_not_waited_for_long_but_tried_again()
    {
        var commits = new GroupCommit(() => _database, () => { });
        using var checkpoint = new LogCheckpoint(_log, commits, _clock, session => LogRows.Enter(session, "", _log.EndParts()), _told.Add);
        using var holder = new SqliteConnection($"Data Source={_home.FilePath};Pooling=False");
        holder.Open();
        Run(holder, "BEGIN IMMEDIATE");

        Begin(checkpoint);
        _clock.Advance(Wait);
        _clock.Advance(Patience);
        await _clock.SetAsync(AfterFailure);
        Run(holder, "ROLLBACK");
        _clock.Advance(AfterFailure);

        Assert.Equal(1L, await commits.RunAsync(session => (long)session.Scalar("SELECT count(*) FROM attempts")!));
        Assert.Empty(_told);
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_written_is_reported_and_calls_made_meanwhile_are_entered_once_it_can()
    {
        var isBroken = true;
        var commits = new GroupCommit(() => isBroken ? throw new DatabaseException(DatabaseFault.ReadOnly, _home.FilePath) : _database, () => { });
        using var checkpoint = new LogCheckpoint(_log, commits, _clock, session => LogRows.Enter(session, "", _log.EndParts()), _told.Add);

        Begin(checkpoint);
        _clock.Advance(Wait);
        await _clock.SetAsync(AfterFailure);
        Assert.Contains("cannot be written", Assert.Single(_told), StringComparison.Ordinal);
        Begin(checkpoint);
        _clock.Advance(AfterFailure);
        await _clock.SetAsync(AfterFailure, times: 2);
        Assert.Single(_told);
        isBroken = false;
        _clock.Advance(AfterFailure);

        Assert.Equal(2L, await commits.RunAsync(session => (long)session.Scalar("SELECT count(*) FROM attempts")!));

        // The next time is told of again.
        await checkpoint.LastImport;
        isBroken = true;
        Begin(checkpoint);
        _clock.Advance(Wait);
        await _clock.SetAsync(AfterFailure, times: 3);
        Assert.Equal(2, _told.Count);
    }

    [Fact]
    public async Task Lines_that_fill_parts_while_others_are_entered_are_entered_a_second_later_and_no_later()
    {
        LogCheckpoint? under = null;
        var commits = new GroupCommit(() => _database, () => { });
        using var checkpoint = new LogCheckpoint(
            _log,
            commits,
            _clock,
            session =>
            {
                var entered = LogRows.Enter(session, "", _log.EndParts());
                if (entered.Count == 1)
                {
                    Begin(under!);
                    _log.EndParts();
                    Begin(under!);
                }

                return entered;
            },
            _told.Add);
        under = checkpoint;

        Begin(checkpoint);
        _clock.Advance(Wait);
        await _clock.SetAsync(Wait, times: 2);
        await checkpoint.LastImport;
        _clock.Advance(Wait);

        Assert.Equal(3L, await commits.RunAsync(session => (long)session.Scalar("SELECT count(*) FROM attempts")!));
    }

    private void Begin(LogCheckpoint checkpoint)
    {
        Assert.NotNull(_log.Begin(AttemptStart.Of(_home.Entry(), new LedgerWriterFacts("test", "1.0", null), process: 1, expectedOutput: 0)));
        checkpoint.Request();
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
