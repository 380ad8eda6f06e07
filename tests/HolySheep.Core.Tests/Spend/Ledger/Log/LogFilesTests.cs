using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Errors;
using HolySheep.Spend.Ledger.Sqlite.Import;
using HolySheep.Spend.Usage;
using HolySheep.State.Sqlite.Engine;
using Xunit;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>What a client left behind in logs that is gone.</summary>
public sealed class LogFilesTests : IDisposable
{
    private const int Calls = 40;
    private readonly LedgerHome _home = new();
    private readonly List<string> _told = [];
    private readonly Database _database;

    public LogFilesTests() => _database = _home.File.Open(_home.Time, out _);

    public void Dispose()
    {
        _database.Dispose();
        _home.Dispose();
    }

    private string[] Logs => Directory.GetFiles(Path.GetDirectoryName(_home.FilePath)!, "*.log");

    [Fact]
    public void A_remaining_log_is_imported_once_and_deleted_by_the_next_opening_of_the_ledger()
    {
        Leave(Calls);

        Enter();
        Enter();

        Assert.Empty(Logs);
        AssertHolds(begun: Calls, settled: Calls);
        Assert.Equal(0, _home.Sum("SELECT count(*) FROM logs"));
    }

    [Fact]
    public void However_the_folder_is_written_the_log_is_the_same_clients()
    {
        Leave(1);
        var (folder, name) = (Path.GetDirectoryName(_home.FilePath)!, Path.GetFileName(_home.FilePath));

        var clients = new[] { folder + "//", folder + "/./", folder + "/" }.Select(start => Assert.Single(LogPart.Beside(start + name)).Client).ToList();

        Assert.Equal(32, clients[0].Length);
        Assert.All(clients, client => Assert.Equal(clients[0], client));
    }

    [Fact]
    public void A_log_that_is_entered_but_not_removed_yet_counts_once()
    {
        Leave(Calls);
        var (path, bytes) = (Assert.Single(Logs), File.ReadAllBytes(Assert.Single(Logs)));
        _database.Write(session => LogRows.Enter(session, "", LogPart.Beside(_home.FilePath)));

        // As after a kill between the commit and the removal.
        Assert.Equal(bytes, File.ReadAllBytes(path));
        Enter();

        AssertHolds(begun: Calls, settled: Calls);
        Assert.Empty(Logs);
    }

    [Fact]
    public void A_log_that_its_client_still_writes_is_left_there()
    {
        var log = new AttemptLog(_home.FilePath, _home.Time);
        log.Begin(Start(1));
        Enter();
        Assert.Single(Logs);

        log.Begin(Start(2));
        log.Close();
        Enter();

        Assert.Empty(Logs);
        AssertHolds(begun: 2, settled: 0);
    }

    [Fact]
    public void A_log_of_a_process_that_lives_is_left_there_also_where_the_file_system_keeps_no_locks()
    {
        _database.Write(session => session.Execute("INSERT INTO processes VALUES (1, 1, 1, 'elsewhere')"));
        Leave(Calls);

        Enter();
        Assert.Single(Logs);
        _database.Write(session => session.Execute("DELETE FROM processes"));
        Enter();

        Assert.Empty(Logs);
        AssertHolds(begun: Calls, settled: Calls);
    }

    [Fact]
    public void A_line_that_the_ledger_would_refuse_keeps_no_other_out_of_it()
    {
        Leave(1);
        var path = Assert.Single(Logs);
        var last = long.Parse(File.ReadAllLines(path)[^1].Split(' ')[0], CultureInfo.InvariantCulture);
        var tags = new Dictionary<string, string> { ["n\0i\0g"] = "x", ["n"] = "y", ["empty"] = null! };
        var odd = new LogLine { Start = AttemptStart.Of(_home.Entry(tags: tags), new LedgerWriterFacts("test", "1.0", null), process: 1, expectedOutput: 0) };
        var lines = new[] { Encoding.UTF8.GetString(odd.ToJson()), "{}", """{"Start":{"Call":null}}""", """{"Start":{"Model":7}}""", """{"Process":1,"Entry":5}""", "null" };
        File.AppendAllLines(path, lines.Select((line, place) => FormattableString.Invariant($"{last + 1 + place} {line}")));

        Enter();

        AssertHolds(begun: 2, settled: 1);
        Assert.Contains("5 lines", Assert.Single(_told), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_only_looks_like_a_log_is_left_alone()
    {
        var strangers = new[] { "ledger.db-my-notes.log", "ledger.db-backup-1-000000001.log" }.Select(name => Path.Combine(Path.GetDirectoryName(_home.FilePath)!, name)).ToList();
        strangers.ForEach(path => File.WriteAllText(path, "mine\n"));

        Enter();

        Assert.All(strangers, path => Assert.Equal("mine\n", File.ReadAllText(path)));
    }

    [Fact]
    public void Two_clients_that_were_given_the_same_row_of_a_process_settle_their_own()
    {
        var (first, second) = (new AttemptLog(_home.FilePath, _home.Time), new AttemptLog(_home.FilePath, _home.Time));
        var entries = new[] { first.Begin(Start(1))!.Value, second.Begin(Start(2))!.Value };
        Enter();
        first.Settle(1, entries[0], _home.Answer(0.001m));
        second.Settle(1, entries[1], _home.Answer(0.003m));
        first.Close();
        second.Close();
        Enter();

        Assert.Equal([1_000_000_000L, 3_000_000_000L], _home.Column<long>("cost").Order());
    }

    [Fact]
    public void Wherever_a_log_was_cut_short_every_whole_line_of_it_is_entered_and_it_is_removed()
    {
        var random = new Random(6);
        for (var round = 0; round < 60; round++)
        {
            Leave(4);
            var path = Assert.Single(Logs);
            var bytes = File.ReadAllBytes(path);
            var kept = bytes.AsSpan(0, random.Next(bytes.Length + 1)).ToArray();
            File.WriteAllBytes(path, kept);
            var lines = Encoding.UTF8.GetString(kept).Split('\n')[..^1];

            Enter();

            AssertHolds(begun: lines.Count(line => line.Contains("\"Start\"", StringComparison.Ordinal)), settled: lines.Count(line => line.Contains("\"Settlement\"", StringComparison.Ordinal)));
            Assert.Empty(Logs);
            _database.Write(session => session.Execute("DELETE FROM attempts"));

            // A killed process leaves half a line at most, always the first one, and none fewer than that promises.
            Assert.Equal(lines.Length == 9, _told.Count == 0);
            _told.Clear();
        }

    }

    [Fact]
    public void A_damaged_line_affects_no_other_line_and_the_log_is_kept_and_reported()
    {
        Leave(3);
        var path = Assert.Single(Logs);
        var lines = File.ReadAllLines(path);
        lines[3] = new string('\0', lines[3].Length);
        lines[5] = lines[5][..^1];
        File.WriteAllLines(path, lines);

        Enter();
        Enter();

        AssertHolds(begun: 2, settled: 1);
        Assert.Empty(Logs);
        Assert.Equal(lines, File.ReadAllLines(path + ".damaged"));
        Assert.Contains("2 lines", Assert.Single(_told), StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_about_spending_reports_a_damaged_log_once_and_the_next_one_answers_with_the_rest()
    {
        Leave(3);
        File.AppendAllText(Assert.Single(Logs), "\0\0\0\n");

        var error = Assert.Throws<HolySheepException>(() => _home.Reader().Report(new UsageQuery { To = _home.Time.GetUtcNow().AddSeconds(1) }));
        Assert.Equal(ErrorCode.LedgerUnusable, error.Code);
        Assert.Contains(".damaged", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, _home.Reader().Report(new UsageQuery { To = _home.Time.GetUtcNow().AddSeconds(1) }).Total.Attempts);
    }

    [Fact]
    public void No_part_is_entered_before_the_ones_before_it()
    {
        var log = new AttemptLog(_home.FilePath, _home.Time);
        var first = log.Begin(Start(1));

        // What is entered ends a part, although this is taken back.
        Assert.Throws<InvalidOperationException>(() => _database.Write<bool>(session => throw new InvalidOperationException($"{LogRows.Enter(session, "", log.EndParts()).Count} entered")));
        log.Settle(1, first!.Value, _home.Answer(0.001m));
        log.Close();
        Assert.Equal(2, Logs.Length);
        using (new FileStream(Logs.Order(StringComparer.Ordinal).First(), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Enter();
            AssertHolds(begun: 0, settled: 0);
        }

        Enter();
        AssertHolds(begun: 1, settled: 1);
        Assert.Empty(Logs);
    }

    [Fact]
    public async Task Many_threads_write_one_log_and_many_readers_enter_it_and_every_line_counts_once()
    {
        var log = new AttemptLog(_home.FilePath, _home.Time);
        var writing = Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
        {
            for (var call = 0; call < 250; call++)
            {
                var number = log.Begin(Start(call)) ?? throw new InvalidOperationException("It could not be written.");
                Assert.True(log.Settle(1, number, _home.Answer(0.001m)));
                if (call % 50 == thread)
                {
                    log.Remove(_database.Write(session => LogRows.Enter(session, "", log.EndParts())));
                }
            }
        })));
        var reading = Task.Run(() =>
        {
            using var database = _home.File.Open(_home.Time, out _);
            while (!writing.IsCompleted)
            {
                LogRows.WriteAfterImport(database, _home.File, Assert.Fail, _ => true);
            }
        });
        await writing;
        await reading;
        log.Close();
        Enter();

        AssertHolds(begun: 1_000, settled: 1_000);
        Assert.Equal(1_000_000_000_000L, _home.Sum("SELECT sum(amount) FROM spend"));
        Assert.Empty(Logs);
    }

    [Fact]
    public async Task A_line_that_is_read_while_it_is_written_is_neither_damaged_nor_lost()
    {
        const int Lines = 2_000;
        var log = new AttemptLog(_home.FilePath, _home.Time);
        var writing = Task.Run(() =>
        {
            for (var call = 0; call < Lines; call++)
            {
                // As long as a prompt that is kept: to copy it takes the system a while.
                log.Begin(Start(call, new string('x', 20_000)));
                Thread.SpinWait(2_000);
            }
        });
        using var database = _home.File.Open(_home.Time, out _);
        while (!writing.IsCompleted)
        {
            LogRows.WriteAfterImport(database, _home.File, Assert.Fail, _ => true);
        }

        await writing;
        log.Close();
        Enter();

        Assert.Empty(_told);
        AssertHolds(begun: Lines, settled: 0);
    }

    [Fact]
    public void No_part_grows_without_end_where_nothing_is_entered()
    {
        var log = new AttemptLog(_home.FilePath, _home.Time);
        var prompt = new string('x', 300_000);
        for (var call = 0; call < 20; call++)
        {
            log.Begin(Start(call, prompt));
        }

        log.Close();
        Assert.All(Logs, path => Assert.InRange(new FileInfo(path).Length, 1, 1_500_000));
        Enter();
        AssertHolds(begun: 20, settled: 0);
    }

    private AttemptStart Start(int call, string? prompt = null) =>
        AttemptStart.Of(_home.Entry(price: 0.02m) with { Call = $"call-{call}", Prompt = prompt }, new LedgerWriterFacts("test", "1.0", null), process: 1, expectedOutput: 0);

    /// <summary>What a client leaves that was killed.</summary>
    private void Leave(int calls)
    {
        var log = new AttemptLog(_home.FilePath, _home.Time);
        var begun = Enumerable.Range(1, calls).Select(call => log.Begin(Start(call))!.Value).ToList();
        Assert.All(begun, number => Assert.True(log.Settle(1, number, _home.Answer(0.001m))));
        log.Close();
    }

    private void Enter() => LogRows.WriteAfterImport(_database, _home.File, _told.Add, _ => true);

    private void AssertHolds(int begun, int settled)
    {
        var states = _database.Read(session => session.Query("SELECT state FROM attempts", row => (AttemptState)row.GetInt64(0)));
        Assert.Equal((begun, settled), (states.Count, states.Count(state => state == AttemptState.Settled)));
    }
}
