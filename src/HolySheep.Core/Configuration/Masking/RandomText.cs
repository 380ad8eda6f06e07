using System.Linq;

namespace HolySheep.Configuration.Masking;

/// <summary>Distinguishes random characters from words.</summary>
internal static class RandomText
{
    private const int Shortest = 16;

    // Letters and digits alternate in random texts; a word with a year at its end alternates once.
    private const int FewestTurns = 4;

    /// <summary>Whether a text of one segment is random: long, with alternating letters and digits.</summary>
    public static bool Is(string text) =>
        text.Length >= Shortest && Enumerable.Range(1, text.Length - 1).Count(place => char.IsDigit(text[place]) != char.IsDigit(text[place - 1])) >= FewestTurns;
}
