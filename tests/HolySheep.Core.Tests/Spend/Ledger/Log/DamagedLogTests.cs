using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HolySheep.Spend.Ledger.Sqlite.Import;
using HolySheep.State.Sqlite.Engine;
using Xunit;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>Lines have checksums: no damage to a log is summed silently, and each costs its own line alone.</summary>
public sealed class DamagedLogTests : IDisposable
{
    // As version 0.1.0 wrote it, without checksums.
    private const string Earlier =
        """
        7 {"Start":{"Process":1,"Call":"call-1","StartedAt":"2026-11-22T12:00:00+00:00","ModelAsked":"gpt-4.1","Model":"gpt-4.1","ModelSent":"gpt-4.1","Provider":"backup","Tags":{},"Caller":"test","Version":"1.0","Estimate":20000000000,"PromptTokens":1}}
        8 {"Start":{"Process":1,"Call":"call-2","StartedAt":"2026-11-22T12:00:00+00:00","ModelAsked":"gpt-4.1","Model":"gpt-4.1","ModelSent":"gpt-4.1","Provider":"backup","Tags":{"team":"}"},"Estimate":20000000000,"PromptTokens":1}}
        9 {"Process":1,"Entry":7,"Settlement":{"At":"2026-11-22T12:00:00+00:00","Usage":{"PromptTokens":1,"CompletionTokens":10},"Cost":0.001,"Status":200,"Duration":"00:00:00"}}
        10 {"Process":1,"Entry":8,"Settlement":{"At":"2026-11-22T12:00:00+00:00","Usage":{"PromptTokens":1,"CompletionTokens":10},"Cost":0.002,"Status":200,"Duration":"00:00:00"}}

        """;

    private readonly LedgerHome _home = new();
    private readonly List<string> _told = [];
    private readonly Database _database;

    public DamagedLogTests() => _database = _home.File.Open(_home.Time, out _);

    public void Dispose()
    {
        _database.Dispose();
        _home.Dispose();
    }

    private string Log => Assert.Single(Directory.GetFiles(Path.GetDirectoryName(_home.FilePath)!, "*.log"));

    [Fact]
    public void No_flipped_bit_of_a_log_changes_a_sum_without_a_report()
    {
        Leave(2);
        var (path, whole) = (Log, File.ReadAllBytes(Log));
        for (var bit = 0; bit < whole.Length * 8; bit += 3)
        {
            var bytes = (byte[])whole.Clone();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Forget();
            File.WriteAllBytes(path, bytes);

            Enter();

            Assert.True(_told.Count == 1 || Spent() == (2, 3_000_000_000), $"Bit {bit}: {Spent()}, and {_told.Count} were told.");
            Enter();
            Assert.InRange(_told.Count, 0, 1);
        }
    }

    [Fact]
    public void A_digit_that_changed_in_a_line_costs_that_line_alone()
    {
        Leave(3);
        var lines = File.ReadAllLines(Log);
        lines[4] = lines[4].Replace("0.002", "0.009", StringComparison.Ordinal);
        File.WriteAllLines(Log, lines);

        Enter();
        Enter();

        // The call itself is known: it stays open, and counts as its estimate once its process is gone.
        Assert.Equal([(1L, 1_000_000_000L), (0L, 220_000_000_000L), (1L, 3_000_000_000L)], _home.Column<long>("state").Zip(_home.Column<long>("amount")));
        Assert.Contains("1 lines", Assert.Single(_told), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    [InlineData(4, 1)]
    public void Lines_that_are_missing_in_the_middle_are_reported(int first, int count)
    {
        Leave(3);
        var lines = File.ReadAllLines(Log).ToList();
        lines.RemoveRange(first, count);
        File.WriteAllLines(Log, lines);

        Enter();

        Assert.Contains($"{count} lines", Assert.Single(_told), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(5, false)]
    [InlineData(6, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(4, true)]
    public void Whole_lines_that_are_missing_at_the_end_are_reported(int count, bool isKilled)
    {
        Leave(3, isKilled);
        var lines = LogText.LinesOf(Log);
        File.WriteAllText(Log, string.Concat(lines[..^count].Select(line => line + "\n")));

        Enter();
        Enter();

        // What a killed process wrote last is promised by the length of its file alone.
        Assert.Contains(isKilled ? "1 lines or more" : $"{count} lines of", Assert.Single(_told), StringComparison.Ordinal);
    }

    [Fact]
    public void Wherever_the_file_of_a_killed_process_was_cut_it_is_reported_also_where_every_line_is_whole()
    {
        Leave(2, isKilled: true);
        var (path, whole) = (Log, File.ReadAllBytes(Log));
        for (var length = 0; length < whole.Length; length += 7)
        {
            Forget();
            File.WriteAllBytes(path, whole[..length]);

            Enter();

            Assert.True(_told.Count == 1, $"Cut to {length} of {whole.Length} bytes: {_told.Count} were told.");
        }
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("x")]
    [InlineData("12 {\"Start\":{\"Call\":\"a\0")]
    [InlineData(" 12 {\"Start\":{\"Call\":\"a")]
    public void What_no_killed_process_leaves_in_the_room_behind_its_lines_is_reported(string text)
    {
        Leave(2, isKilled: true);
        LogText.WriteIntoRoom(Log, text);

        Enter();

        Assert.Equal((2, 3_000_000_000), Spent());
        Assert.Contains("1 lines", Assert.Single(_told), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("12 ")]
    [InlineData("12 {\"Start\":{\"Call\":\"a")]
    [InlineData("12 {\"Process\":1} ")]
    public void A_process_that_was_killed_within_a_line_leaves_its_other_lines_whole(string begun)
    {
        Leave(2, isKilled: true);
        LogText.WriteIntoRoom(Log, begun);

        Enter();

        Assert.Empty(_told);
        Assert.Equal((2, 3_000_000_000), Spent());
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(_home.FilePath)!, "*.log"));
    }

    [Fact]
    public void A_line_that_was_cut_short_with_others_behind_it_is_reported_with_them()
    {
        Leave(3);
        var text = File.ReadAllText(Log);
        File.WriteAllText(Log, text[..(text.IndexOf('\n', text.IndexOf('\n', StringComparison.Ordinal) + 1) + 30)]);

        Enter();

        Assert.Contains("5 lines", Assert.Single(_told), StringComparison.Ordinal);
    }

    [Fact]
    public void A_killed_process_leaves_a_log_that_is_whole_up_to_its_last_line()
    {
        Leave(2);
        var lines = File.ReadAllLines(Log);

        // Killed between a line and what promises it, and within the next line.
        Leave(3);
        var more = Directory.GetFiles(Path.GetDirectoryName(_home.FilePath)!, "*.log").Single(path => File.ReadAllLines(path).Length == 7);
        var longer = File.ReadAllLines(more);
        Assert.Equal(lines.Length + 2, longer.Length);
        var promise = longer[0].Replace((Number(longer[0]) + 6).ToString(System.Globalization.CultureInfo.InvariantCulture), (Number(longer[0]) + 5).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        longer[0] = Checked(promise[..^9]);
        File.WriteAllText(more, string.Concat(longer.Select(line => line + "\n")) + "123456 {\"Start\":{\"Call\":\"a");

        Enter();

        Assert.Empty(_told);
        Assert.Equal((5, 9_000_000_000), Spent());
    }

    [Fact]
    public void A_log_of_a_build_without_promises_is_entered_as_it_is()
    {
        Leave(2);
        var lines = File.ReadAllLines(Log);
        File.WriteAllText(Log, string.Concat(lines[1..].Select(line => line + "\n")));

        Enter();

        Assert.Empty(_told);
        Assert.Equal((2, 3_000_000_000), Spent());
    }

    [Fact]
    public void Two_lines_that_became_one_are_both_reported()
    {
        Leave(3);
        var text = File.ReadAllText(Log);
        var end = text.IndexOf('\n', text.IndexOf('\n', StringComparison.Ordinal) + 1);
        File.WriteAllText(Log, text[..end] + "*" + text[(end + 1)..]);

        Enter();

        Assert.Contains("2 lines", Assert.Single(_told), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\0\0\0\0")]
    [InlineData("12 {\"Start\":{\"Call\":\"a\0")]
    [InlineData("12 {\"Process\":1}*")]
    [InlineData("12 {\"Process\":1} ffffffff0")]
    [InlineData("12 {\"Start\":{\"Call\":\"é")]
    [InlineData("hello")]
    public void An_ending_that_a_killed_process_cannot_leave_is_reported(string end)
    {
        Leave(1);
        File.AppendAllText(Log, end);

        Enter();

        Assert.Equal((1, 1_000_000_000), Spent());
        Assert.Contains("1 lines", Assert.Single(_told), StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_of_version_0_1_0_is_entered_as_it_is()
    {
        File.WriteAllText($"{_home.FilePath}-{new string('a', 32)}-1-000000001.log", Earlier.ReplaceLineEndings("\n"));

        Enter();

        Assert.Empty(_told);
        Assert.Equal((2, 3_000_000_000), Spent());
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(_home.FilePath)!, "*.log"));
    }

    [Fact]
    public void A_call_of_version_0_1_0_whose_attempts_lie_in_two_parts_has_one_id()
    {
        var first = Earlier.ReplaceLineEndings("\n").Replace("call-1", new string('c', 32), StringComparison.Ordinal);
        var later = string.Concat(first.TrimEnd('\n').Split('\n').Select(line => FormattableString.Invariant($"{Number(line) + 4}{line[line.IndexOf(' ', StringComparison.Ordinal)..]}\n")))
            .Replace("12:00:00+00:00", "12:00:01+00:00", StringComparison.Ordinal)
            .Replace("\"Entry\":7", "\"Entry\":11", StringComparison.Ordinal)
            .Replace("\"Entry\":8", "\"Entry\":12", StringComparison.Ordinal);
        File.WriteAllText($"{_home.FilePath}-{new string('a', 32)}-1-000000001.log", first);
        File.WriteAllText($"{_home.FilePath}-{new string('a', 32)}-1-000000002.log", later);

        Enter();

        Assert.Empty(_told);
        Assert.Equal((4, 6_000_000_000), Spent());
        Assert.Equal([2L], _database.Read(session => session.Query("SELECT count(*) FROM attempts WHERE call LIKE '%cccccccccccccccc' GROUP BY call", row => row.GetInt64(0))));
    }

    [Fact]
    public void A_damaged_line_of_version_0_1_0_is_reported_and_affects_no_other_line()
    {
        File.WriteAllText($"{_home.FilePath}-{new string('a', 32)}-1-000000001.log", Earlier.ReplaceLineEndings("\n").Replace("\"Entry\":7", "\"Entry\"\07", StringComparison.Ordinal));

        Enter();

        Assert.Contains("1 lines", Assert.Single(_told), StringComparison.Ordinal);
        Assert.Equal(1, _database.Read(session => (long)session.Scalar("SELECT count(*) FROM attempts WHERE state = 1")!));
    }

    private static long Number(string line) => long.Parse(line[..line.IndexOf(' ', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);

    private static string Checked(string content) => FormattableString.Invariant($"{content} {System.IO.Hashing.Crc32.HashToUInt32(System.Text.Encoding.ASCII.GetBytes(content)):x8}");

    private void Leave(int calls, bool isKilled = false)
    {
        var log = new AttemptLog(_home.FilePath, _home.Time);
        for (var call = 1; call <= calls; call++)
        {
            var start = AttemptStart.Of(_home.Entry(price: 0.02m) with { Call = $"call-{call}" }, new LedgerWriterFacts("test", "1.0", null), process: 1, expectedOutput: 10);
            Assert.True(log.Settle(1, log.Begin(start)!.Value, _home.Answer(0.001m * call)));
        }

        // The end of a process is no end of its part: nothing more is written.
        var left = log.Parts.Select(part => (part.Path, Bytes: BytesOf(part))).ToList();
        log.Close();
        if (isKilled)
        {
            left.ForEach(part => File.WriteAllBytes(part.Path, part.Bytes));
        }
    }

    private static byte[] BytesOf(LogPart part)
    {
        using var bytes = part.Read()!;
        return bytes.Span.ToArray();
    }

    private void Enter() => LogRows.WriteAfterImport(_database, _home.File, _told.Add, _ => true);

    private void Forget()
    {
        _told.Clear();
        _database.Write(session => session.Execute("DELETE FROM attempts") + session.Execute("DELETE FROM logs"));
        Array.ForEach(Directory.GetFiles(Path.GetDirectoryName(_home.FilePath)!, "*.log*"), File.Delete);
    }

    private (long Attempts, long Amount) Spent() => _database.Read(session => ((long)session.Scalar("SELECT count(*) FROM attempts")!, (long)session.Scalar("SELECT coalesce(sum(amount), 0) FROM attempts")!));
}
