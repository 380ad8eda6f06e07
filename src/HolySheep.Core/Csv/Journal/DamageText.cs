using System;

namespace HolySheep.Csv.Journal;

/// <summary>Describes what damage to a journal costs.</summary>
internal static class DamageText
{
    // The length of an entry without text, including its head.
    private const int ShortestEntry = 40;

    /// <summary>Describes how many rows may be paid again.</summary>
    /// <param name="path">The journal.</param>
    /// <param name="bytes">The number of damaged bytes.</param>
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
            $"The journal '{path}' is damaged: {bytes} bytes of it cannot be read. {asked} rows have no answer in it and are sent; up to {lost} of them were answered before and are paid again.");
    }
}
