using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HolySheep.Errors;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Csv.Journal;

/// <summary>The file that keeps what was paid for.</summary>
public sealed class JournalTests : IDisposable
{
    private readonly JobFolder _folder = new();

    private string Journal => _folder.Journal;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_appended_is_found_again_and_reads_as_it_was()
    {
        var entries = Enumerable.Range(1, 5).Select(Entry).ToList();
        Append(entries);

        Assert.Equal(entries, Read());
        Assert.Equal([.. entries, Entry(6)], ReadAfter(() => Append([Entry(6)])));
    }

    [Fact]
    public void A_journal_that_was_cut_anywhere_keeps_every_whole_entry_and_goes_on()
    {
        Append([.. Enumerable.Range(1, 3).Select(Entry)]);
        var whole = File.ReadAllBytes(Journal);
        var ends = Offsets().Skip(1).Append(whole.Length).ToList();
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(Journal, whole[..length]);
            Append([Entry(9)]);
            var kept = ends.Count(end => end <= length);
            Assert.Equal([.. Enumerable.Range(1, kept).Select(Entry), Entry(9)], Read());
        }
    }

    [Fact]
    public void Bytes_that_a_crash_left_behind_do_not_count()
    {
        Append([Entry(1), Entry(2)]);
        foreach (var rest in (byte[][])[new byte[100], [.. Enumerable.Repeat((byte)0xFF, 100)], [40, 0, 0, 0, 1, 2, 3]])
        {
            var whole = File.ReadAllBytes(Journal);
            File.WriteAllBytes(Journal, [.. whole, .. rest]);
            Append([]);
            Assert.Equal(whole, File.ReadAllBytes(Journal));
        }
    }

    [Fact]
    public void A_damaged_entry_costs_itself_and_none_after_it()
    {
        Append([.. Enumerable.Range(1, 3).Select(Entry)]);
        var bytes = File.ReadAllBytes(Journal);
        bytes[Offsets()[1] + 40] ^= 1;
        File.WriteAllBytes(Journal, bytes);

        Assert.Equal([Entry(1), Entry(3)], Read());
    }

    [Fact]
    public void A_file_that_is_no_journal_is_not_touched()
    {
        File.WriteAllText(Journal, "My own notes, of some length.");

        var error = Assert.Throws<HolySheepException>(() => JournalWriter.Open(Journal, (_, _, _) => { }));

        Assert.Contains("is no journal of this version", error.Message, StringComparison.Ordinal);
        Assert.Equal("My own notes, of some length.", File.ReadAllText(Journal));
    }

    [Fact]
    public void A_journal_is_rid_of_what_no_row_has_any_more_once_that_is_most_of_it()
    {
        var index = new RowIndex();
        index.Add(Entry(1).Key);
        Append([Entry(5), Entry(1), Entry(3)]);
        index.Set(0, RowState.Answered(Offsets()[1]));

        Assert.True(JournalCompaction.IsDue(10_002, index));
        Assert.False(JournalCompaction.IsDue(10_001, index));
        JournalCompaction.Run(Journal, index);

        Assert.Equal([Entry(1)], Read());
        Assert.Equal(["out.csv.journal"], _folder.Made);
    }

    [Fact]
    public void A_journal_without_entries_leaves_no_file()
    {
        Append([]);
        Assert.Empty(_folder.Made);
    }

    [Fact]
    public void Only_its_owner_can_read_it()
    {
        if (OperatingSystem.IsWindows())
        {
            Console.WriteLine("Not run: on Windows the folder's rights decide.");
            return;
        }

        Append([Entry(1)]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Journal));
    }

    private static JournalEntry Entry(int number) =>
        new(new RowKey((ulong)number, 7), number % 2 == 1, $"answer {number} 👍\n\"x\"", number % 2 == 1 ? "alpha" : null, number, number == 3 ? null : 0.25m * number);

    private void Append(IReadOnlyList<JournalEntry> entries)
    {
        using var journal = JournalWriter.Open(Journal, (_, _, _) => { });
        foreach (var entry in entries)
        {
            Assert.False(journal.Append([entry], []));
        }

        journal.Sync();
    }

    private List<JournalEntry> ReadAfter(Action change)
    {
        change();
        return Read();
    }

    private List<JournalEntry> Read()
    {
        using var reader = new JournalReader(Journal);
        return [.. Offsets().Select(offset => reader.Read(offset))];
    }

    private List<long> Offsets()
    {
        var offsets = new List<long>();
        using var reader = new JournalReader(Journal);
        reader.Scan((offset, isAnswer, key) => offsets.Add(offset));
        return offsets;
    }
}
