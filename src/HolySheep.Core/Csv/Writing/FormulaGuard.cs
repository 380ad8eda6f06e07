using System.Globalization;

namespace HolySheep.Csv.Writing;

/// <summary>Prevents a spreadsheet from running a model's text as a formula.</summary>
internal static class FormulaGuard
{
    // The characters that OWASP lists for CSV injection, including full-width forms: https://owasp.org/www-community/attacks/CSV_Injection
    private const string Openings = "=+-@\t\r\n＝＋－＠";

    /// <summary>The text, with an apostrophe in front if it would be read as a formula and is not a number.</summary>
    public static string Of(string text) =>
        text.Length > 0 && Openings.IndexOf(text[0]) >= 0 && !double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _)
            ? "'" + text
            : text;
}
