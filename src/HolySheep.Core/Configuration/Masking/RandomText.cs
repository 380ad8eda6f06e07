using System.Linq;

namespace HolySheep.Configuration.Masking;

/// <summary>Tells random characters from words.</summary>
internal static class RandomText
{
    private const int Shortest = 16;

    // Letters and digits of random characters take turns; a word with a year at its end has one such turn.
    private const int FewestTurns = 4;

    /// <summary>Whether a text of one segment is random: long, with letters and digits that take turns.</summary>
    public static bool Is(string text) =>
        text.Length >= Shortest && Enumerable.Range(1, text.Length - 1).Count(place => char.IsDigit(text[place]) != char.IsDigit(text[place - 1])) >= FewestTurns;
}
