using System.IO;
using HolySheep.Files;

namespace HolySheep.Csv.Journal;

/// <summary>Removes entries from a journal that no row of the job uses, so that the journal of a nightly job does not grow without end.</summary>
internal static class JournalCompaction
{
    // Keeps some unused entries: if an edit of the prompt is undone, their answers are needed again.
    private const int Spared = 10_000;

    /// <summary>Whether compaction pays off: most entries are unused, and there are many.</summary>
    /// <param name="entries">The number of entries in the journal.</param>
    /// <param name="index">The rows of the job.</param>
    public static bool IsDue(long entries, RowIndex index) => entries - index.Prompts > Spared && entries > 2L * index.Prompts;

    /// <summary>Writes the answers of the job's rows to a new file and replaces the journal with it. The caller holds the lock, and no thread appends any more.</summary>
    /// <param name="path">The journal.</param>
    /// <param name="index">The rows of the job.</param>
    /// <param name="token">A token in the names of this run's files.</param>
    /// <param name="beside">What was paid beside entries, which they take up; null if nothing was.</param>
    public static void Run(string path, RowIndex index, string token, SpendBeside? beside = null)
    {
        using var compact = new ReplacementFile(path, token);
        using (var reader = new JournalReader(path))
        using (var stream = compact.Stream)
        using (var frame = new MemoryStream())
        using (var writer = new BinaryWriter(frame))
        {
            var head = JournalHead.Empty();
            stream.Write(head, 0, head.Length);
            for (var prompt = 0; prompt < index.Prompts; prompt++)
            {
                if (index.StateOf(prompt) is { Stage: RowStage.Answered } state)
                {
                    frame.SetLength(0);
                    var entry = reader.Read(state.Offset);
                    JournalFrame.Append(frame, writer, beside?.On(entry) ?? entry);
                    stream.Write(frame.GetBuffer(), 0, (int)frame.Length);
                }
            }

            JournalHead.WriteExtent(stream, stream.Length);
            stream.Flush(flushToDisk: true);
        }

        compact.Complete();
    }
}
