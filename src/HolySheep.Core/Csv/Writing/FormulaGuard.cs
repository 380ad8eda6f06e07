using System.Globalization;

namespace HolySheep.Csv.Writing;

/// <summary>Keeps a spreadsheet from running what a model wrote.</summary>
internal static class FormulaGuard
{
    // As OWASP lists them for CSV injection, the full-width forms too: https://owasp.org/www-community/attacks/CSV_Injection
    private const string Openings = "=+-@\t\r\n＝＋－＠";

    /// <summary>The text, with an apostrophe before it where it would be taken for a formula and is no number.</summary>
    public static string Of(string text) =>
        text.Length > 0 && Openings.IndexOf(text[0]) >= 0 && !double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _)
            ? "'" + text
            : text;
}
