using System.Globalization;
using System.Text.RegularExpressions;

namespace HolySheep.Time;

/// <summary>Tells whether a date can be read in two ways, because its day and month could be swapped.</summary>
public static class DayOrder
{
    private const int Months = 12;
    private static readonly Regex YearLast = new(@"^\s*(\d{1,2})\s*[./\-\s]\s*(\d{1,2})\s*[./\-\s]\s*\d{2,4}(\D|$)", RegexOptions.CultureInvariant);

    /// <summary>Whether the text is a date in numbers that does not begin with its year, and whose day could be its month; no culture is asked, since a process often does not have its user's.</summary>
    public static bool IsAmbiguous(string text) =>
        YearLast.Match(text) is { Success: true } match && Number(match.Groups[1]) is var one && Number(match.Groups[2]) is var two && one != two && one <= Months && two <= Months;

    private static int Number(Group group) => int.Parse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture);
}
