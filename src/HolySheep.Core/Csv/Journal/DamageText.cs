using System;

namespace HolySheep.Csv.Journal;

/// <summary>Describes what damage to a journal costs.</summary>
internal static class DamageText
{
    // The length of an entry without text, including its head.
    private const int ShortestEntry = 40;

    /// <summary>Describes how many rows may be paid again; null if nothing is damaged.</summary>
    /// <param name="path">The journal.</param>
    /// <param name="bytes">The number of damaged bytes.</param>
    /// <param name="isCutOff">Whether the beginning is lost, and with it everything.</param>
    /// <param name="index">The rows, with the answers that were found.</param>
    public static string? Of(string path, long bytes, bool isCutOff, RowIndex index)
    {
        if (bytes == 0 && !isCutOff)
        {
            return null;
        }

        var asked = 0L;
        for (var prompt = 0; prompt < index.Prompts; prompt++)
        {
            asked += index.StateOf(prompt).Stage == RowStage.Answered ? 0 : 1;
        }

        if (isCutOff)
        {
            return FormattableString.Invariant($"The journal '{path}' is damaged: all of its answers are lost. {asked} rows are sent; those that were answered before are paid again.");
        }

        var lost = Math.Min(asked, Math.Max(1, bytes / ShortestEntry));
        return FormattableString.Invariant(
            $"The journal '{path}' is damaged: {bytes} bytes of it cannot be read. {asked} rows have no answer in it and are sent; up to {lost} of them were answered before and are paid again.");
    }
}
