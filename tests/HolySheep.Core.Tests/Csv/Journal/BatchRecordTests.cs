using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HolySheep.Errors;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Csv.Journal;

/// <summary>The steps of batches in a journal.</summary>
public sealed class BatchRecordTests : IDisposable
{
    private readonly JobFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Steps_and_answers_are_found_again_in_their_order()
    {
        var at = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
        var keys = new[] { new RowKey(1, 2), new RowKey(ulong.MaxValue, 0) };
        Write(journal =>
        {
            journal.AppendStep(new BatchRecord(BatchStep.Begun, "hs-1") { At = at, Text = "one/alpha" });
            journal.Append([new JournalEntry(keys[0], true, "answer", "alpha", 1, 0.5m)], []);
            journal.AppendStep(new BatchRecord(BatchStep.Filled, "hs-1") { Rows = keys });
            journal.AppendStep(new BatchRecord(BatchStep.Sealed, "hs-1") { Count = 2, Bytes = 1L << 40, Cost = 1.25m });
            journal.AppendStep(new BatchRecord(BatchStep.Kept, "hs-1") { Count = 1, Files = ["a", "ü"] });
        });

        var (answers, steps) = Read();

        Assert.Equal([keys[0]], answers);
        Assert.Equal([BatchStep.Begun, BatchStep.Filled, BatchStep.Sealed, BatchStep.Kept], steps.Select(step => step.Step));
        Assert.Equal((at, "one/alpha"), (steps[0].At, steps[0].Text));
        Assert.Equal(keys, steps[1].Rows);
        Assert.Equal((2, 1L << 40, 1.25m), (steps[2].Count, steps[2].Bytes, steps[2].Cost));
        Assert.Null(steps[3].Cost);
        Assert.Equal(["a", "ü"], steps[3].Files);
    }

    [Fact]
    public void A_journal_without_batches_keeps_the_version_that_earlier_programs_read()
    {
        Write(journal => journal.Append([new JournalEntry(new RowKey(1, 2), true, "answer", null, 1, null)], []));
        Assert.StartsWith("HOLYSHEEP-CSV-2\n", File.ReadAllText(_folder.Journal));
        Write(journal => journal.AppendStep(new BatchRecord(BatchStep.Begun, "hs-1")));
        Assert.StartsWith("HOLYSHEEP-CSV-3\n", File.ReadAllText(_folder.Journal));
        Assert.Equal((1, 1), (Read().Answers.Count, Read().Steps.Count));
    }

    [Fact]
    public void A_journal_that_was_cut_anywhere_keeps_every_whole_step()
    {
        Write(journal =>
        {
            for (var number = 0; number < 3; number++)
            {
                journal.AppendStep(new BatchRecord(BatchStep.Begun, $"hs-{number}"));
            }
        });
        var whole = File.ReadAllBytes(_folder.Journal);
        var most = 0;
        for (var length = 32; length <= whole.Length; length++)
        {
            File.WriteAllBytes(_folder.Journal, whole[..length]);
            var found = Read().Steps.Count;
            Assert.InRange(found, most, most + 1);
            most = found;
        }

        Assert.Equal(3, most);
    }

    [Fact]
    public void A_version_that_is_not_known_is_refused()
    {
        Write(journal => journal.AppendStep(new BatchRecord(BatchStep.Begun, "hs-1")));
        var bytes = File.ReadAllBytes(_folder.Journal);
        bytes[14] = (byte)'4';
        File.WriteAllBytes(_folder.Journal, bytes);
        Assert.Throws<HolySheepException>(() => Write(_ => { }));
    }

    private void Write(Action<JournalWriter> write)
    {
        using var journal = JournalWriter.Open(_folder.Journal, (_, _, _) => { });
        write(journal);
    }

    private (List<RowKey> Answers, List<BatchRecord> Steps) Read()
    {
        var (answers, steps) = (new List<RowKey>(), new List<BatchRecord>());
        using var journal = new JournalReader(_folder.Journal);
        journal.Scan((_, _, key) => answers.Add(key), steps.Add);
        return (answers, steps);
    }
}
