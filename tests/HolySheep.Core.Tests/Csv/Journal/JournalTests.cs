using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
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
    public void Appended_entries_are_found_again_and_read_as_written()
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
    public void A_journal_that_was_cut_anywhere_says_so_even_exactly_between_two_entries()
    {
        Append([.. Enumerable.Range(1, 3).Select(Entry)]);
        var whole = File.ReadAllBytes(Journal);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(Journal, whole[..length]);
            using var journal = JournalWriter.Open(Journal, (_, _, _) => { });
            Assert.True(journal.IsCutOff || journal.DamagedBytes == whole.Length - length + (length - journal.End), $"{length}: {journal.DamagedBytes}");
        }
    }

    [Fact]
    public void A_cut_is_reported_once_and_not_again_by_the_next_run()
    {
        Append([.. Enumerable.Range(1, 3).Select(Entry)]);
        File.WriteAllBytes(Journal, File.ReadAllBytes(Journal)[..(int)Offsets()[2]]);
        Append([]);
        using var journal = JournalWriter.Open(Journal, (_, _, _) => { });
        Assert.Equal((2, 0), (journal.Entries, journal.DamagedBytes));
    }

    [Fact]
    public void A_damaged_end_in_the_head_costs_nothing()
    {
        Append([.. Enumerable.Range(1, 3).Select(Entry)]);
        var bytes = File.ReadAllBytes(Journal);
        bytes[20] ^= 4;
        File.WriteAllBytes(Journal, bytes);
        using var journal = JournalWriter.Open(Journal, (_, _, _) => { });
        Assert.Equal((3, 0), (journal.Entries, journal.DamagedBytes));
    }

    [Fact]
    public void A_journal_of_the_first_version_goes_on_in_its_own_form()
    {
        Append([.. Enumerable.Range(1, 3).Select(Entry)]);
        var bytes = File.ReadAllBytes(Journal);
        bytes[14] = (byte)'1';
        File.WriteAllBytes(Journal, [.. bytes[..16], .. bytes[32..]]);
        Append([Entry(9)]);
        Assert.Equal([Entry(1), Entry(2), Entry(3), Entry(9)], Read());
        Assert.StartsWith("HOLYSHEEP-CSV-1\n", File.ReadAllText(Journal));
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
    public void A_damaged_entry_affects_no_entry_after_it()
    {
        Append([.. Enumerable.Range(1, 3).Select(Entry)]);
        var bytes = File.ReadAllBytes(Journal);
        bytes[Offsets()[1] + 40] ^= 1;
        File.WriteAllBytes(Journal, bytes);

        Assert.Equal([Entry(1), Entry(3)], Read());
    }

    [Fact]
    public void A_file_that_is_not_a_journal_is_not_touched()
    {
        File.WriteAllText(Journal, "My own notes, of some length.");

        var error = Assert.Throws<HolySheepException>(() => JournalWriter.Open(Journal, (_, _, _) => { }));

        Assert.Contains("is not a journal of this version", error.Message, StringComparison.Ordinal);
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
        JournalCompaction.Run(Journal, index, "token");

        Assert.Equal([Entry(1)], Read());
        Assert.Equal(["out.csv.journal"], _folder.Made);
    }

    [Fact]
    public async Task An_appended_entry_can_be_read_at_once_by_another_thread()
    {
        const int Count = 20_000;
        var index = new RowIndex();
        var entries = Enumerable.Range(0, Count).Select(Entry).ToList();
        entries.ForEach(entry => index.Add(entry.Key));
        using var journal = JournalWriter.Open(Journal, (_, _, _) => { });
        using var reader = new JournalReader(Journal, () => journal.End);
        var rows = new SettledRows(index);
        var reading = Task.Factory.StartNew(() => Assert.All(Enumerable.Range(0, Count), row =>
        {
            rows.Await(row);
            Assert.Equal(entries[row], reader.Read(index.StateOf(row).Offset));
        }), TaskCreationOptions.LongRunning);
        for (var row = 0; row < Count; row++)
        {
            var places = new List<long>();
            journal.Append([entries[row]], places);
            index.Set(row, RowState.Answered(places[0]));
            rows.Tell();
        }

        await reading.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void On_a_full_disk_what_can_be_made_again_goes_before_the_room_that_was_kept_for_the_end()
    {
        using var disk = SmallDisk.TryMount(megabytes: 2);
        if (disk is null)
        {
            return;
        }

        var (path, other) = (Path.Combine(disk.Root, "out.csv.journal"), Path.Combine(disk.Root, "other"));
        var large = Entry(1) with { Text = new string('x', 100_000) };
        using var journal = JournalWriter.Open(path, (_, _, _) => { });
        journal.FreeRoom = () => File.Delete(other);
        Fill(other);

        Assert.False(journal.Append([large], []));
        Assert.Single(Directory.GetFiles(disk.Root, "*.reserve"));

        Fill(other);
        journal.FreeRoom = null;
        Assert.True(journal.Append([large], []));
        Assert.Empty(Directory.GetFiles(disk.Root, "*.reserve"));
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

    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        Assert.Throws<IOException>(() => WriteForever(file));
    }

    private static void WriteForever(FileStream file)
    {
        while (true)
        {
            file.Write(new byte[4096]);
        }
    }

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
