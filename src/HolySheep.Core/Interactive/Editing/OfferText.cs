using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace HolySheep.Interactive.Editing;

/// <summary>Writes what completion offers as lines that fit the terminal.</summary>
internal static class OfferText
{
    private const int Most = 40;
    private const string Between = "  ";

    /// <summary>The offers without the words that all of them begin with; no line ends in the middle of an offer.</summary>
    /// <param name="offers">The texts that can take the place of the input.</param>
    /// <param name="input">The input, with which each of them begins.</param>
    /// <param name="width">The columns of the terminal.</param>
    public static string Of(IReadOnlyList<string> offers, string input, int width)
    {
        var start = input.LastIndexOf(' ') + 1;
        var shown = offers.Take(Most).Select(offer => offer.Substring(start).Trim()).ToList();
        if (offers.Count > Most)
        {
            shown.Add($"… and {offers.Count - Most} more");
        }

        var text = new StringBuilder();
        var column = 0;
        foreach (var offer in shown)
        {
            var cells = CellWidth.Of(offer);
            var fits = column + Between.Length + cells < width;
            text.Append(column == 0 ? "" : fits ? Between : "\n").Append(offer);
            column = column > 0 && fits ? column + Between.Length + cells : cells;
        }

        return text.Append('\n').ToString();
    }
}
