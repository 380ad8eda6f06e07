using System.IO;
using HolySheep.Files;

namespace HolySheep.Csv.Journal;

/// <summary>Leaves out of a journal what no row of the job has any more, so that a job that runs every night does not keep every night.</summary>
internal static class JournalCompaction
{
    // A few edits of a prompt may be taken back, and then their answers are wanted.
    private const int Spared = 10_000;

    /// <summary>Whether it is worth it: most entries are of no use, and they are many.</summary>
    /// <param name="entries">Entries in the journal.</param>
    /// <param name="index">The rows of the job.</param>
    public static bool IsDue(long entries, RowIndex index) => entries - index.Prompts > Spared && entries > 2L * index.Prompts;

    /// <summary>Writes the answers of the job's rows to a new file and puts it in the journal's place; the caller holds the lock, and nobody appends any more.</summary>
    /// <param name="path">The journal.</param>
    /// <param name="index">The rows of the job.</param>
    /// <param name="token">What no other run's files have in their names.</param>
    public static void Run(string path, RowIndex index, string token)
    {
        using var compact = new ReplacementFile(path, token);
        using (var reader = new JournalReader(path))
        using (var stream = compact.Stream)
        using (var frame = new MemoryStream())
        using (var writer = new BinaryWriter(frame))
        {
            stream.Write(JournalFrame.Signature, 0, JournalFrame.Signature.Length);
            for (var prompt = 0; prompt < index.Prompts; prompt++)
            {
                if (index.StateOf(prompt) is { Stage: RowStage.Answered } state)
                {
                    frame.SetLength(0);
                    JournalFrame.Append(frame, writer, reader.Read(state.Offset));
                    stream.Write(frame.GetBuffer(), 0, (int)frame.Length);
                }
            }

            stream.Flush(flushToDisk: true);
        }

        compact.Complete();
    }
}
