using System.Collections.Generic;

namespace HolySheep.Interactive.Terminal;

/// <summary>Writes text in a style with escape sequences, which it also ends: text that is cut off leaves no style behind.</summary>
internal static class StyledText
{
    // From ECMA-48; colors are those of the terminal's theme.
    private static readonly (TextStyle Style, string On, string Off)[] Codes =
    [
        (TextStyle.Bold, "1", "22"), (TextStyle.Dim, "2", "22"), (TextStyle.Italic, "3", "23"), (TextStyle.Underlined, "4", "24"), (TextStyle.Struck, "9", "29"),
        (TextStyle.Code, "36", "39"), (TextStyle.Red, "31", "39"), (TextStyle.Yellow, "33", "39"),
    ];

    /// <summary>The text in a style; unchanged without one.</summary>
    public static string Of(string text, TextStyle style)
    {
        if (text.Length == 0 || style == TextStyle.Plain)
        {
            return text;
        }

        var (on, off) = (new List<string>(), new List<string>());
        foreach (var code in Codes)
        {
            if ((style & code.Style) != 0)
            {
                on.Add(code.On);
                off.Add(code.Off);
            }
        }

        return $"\u001b[{string.Join(";", on)}m{text}\u001b[{string.Join(";", off)}m";
    }
}
