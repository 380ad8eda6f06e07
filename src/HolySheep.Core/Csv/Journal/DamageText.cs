using System;

namespace HolySheep.Csv.Journal;

/// <summary>What damage to a journal costs, in words.</summary>
internal static class DamageText
{
    // An entry without text, with its head.
    private const int ShortestEntry = 40;

    /// <summary>Says how many rows may be paid again.</summary>
    /// <param name="path">The journal.</param>
    /// <param name="bytes">Bytes that are damaged.</param>
    /// <param name="index">The rows, with the answers that were found.</param>
    public static string Of(string path, long bytes, RowIndex index)
    {
        var asked = 0L;
        for (var prompt = 0; prompt < index.Prompts; prompt++)
        {
            asked += index.StateOf(prompt).Stage == RowStage.Answered ? 0 : 1;
        }

        var lost = Math.Min(asked, Math.Max(1, bytes / ShortestEntry));
        return FormattableString.Invariant(
            $"The journal '{path}' is damaged: {bytes} bytes of it cannot be read. {asked} rows have no answer in it and are asked; up to {lost} of them were answered before and are paid again.");
    }
}
