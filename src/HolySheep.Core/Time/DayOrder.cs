using System.Globalization;
using System.Text.RegularExpressions;
using HolySheep.Errors;

namespace HolySheep.Time;

/// <summary>Finds dates that can be read in two ways, because their day and month could be swapped.</summary>
internal static class DayOrder
{
    private const int Months = 12;
    private static readonly Regex YearLast = new(@"^\s*(\d{1,2})\s*[./\-\s]\s*(\d{1,2})\s*[./\-\s]\s*\d{2,4}(\D|$)", RegexOptions.CultureInvariant);

    /// <summary>Whether the text is a date in numbers that does not begin with its year, and whose day could be its month; no culture is asked, since a process often does not have its user's.</summary>
    public static bool IsAmbiguous(string text) =>
        YearLast.Match(text) is { Success: true } match && Number(match.Groups[1]) is var one && Number(match.Groups[2]) is var two && one != two && one <= Months && two <= Months;

    /// <summary>Refuses such a date.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is given for, as the subject of the message.</param>
    /// <param name="hint">How to write it.</param>
    /// <exception cref="HolySheepException">Day and month of the text could be swapped.</exception>
    public static void ThrowIfAmbiguous(string text, string what, string hint = "Begin with the year, for example: 2026-11-21")
    {
        if (IsAmbiguous(text))
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"{what} is ambiguous: day and month of '{text}' could be swapped.", hint);
        }
    }

    private static int Number(Group group) => int.Parse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture);
}
