using System;
using System.Text;
using HolySheep.Interactive.Terminal;

namespace HolySheep.Interactive.Markdown;

/// <summary>Shows the marks within a line of Markdown as styles: strong, emphasis, code, strikethrough, links, escapes.</summary>
internal static class InlineText
{
    private const string Escapable = "\\`*_{}[]()#+-.!|~<>\"'";

    /// <summary>Shows a text from its beginning.</summary>
    /// <param name="text">The text, in one line.</param>
    /// <param name="style">The style around it.</param>
    /// <param name="isWhole">True if no more of the line will come: a mark without its end is then text.</param>
    /// <param name="taken">How much of the text is shown; the rest depends on what comes.</param>
    public static string Show(string text, TextStyle style, bool isWhole, out int taken)
    {
        var shown = new StringBuilder();
        var plain = new StringBuilder();
        var place = 0;
        while (place < text.Length)
        {
            if (text[place] == '\\' && place + 1 < text.Length && Escapable.IndexOf(text[place + 1]) >= 0)
            {
                plain.Append(text[place + 1]);
                place += 2;
                continue;
            }

            var span = InlineSpan.At(text, place, isWhole);
            if (span is null)
            {
                break;
            }

            if (span.Kind == InlineKind.Text)
            {
                plain.Append(text, place, span.Length);
            }
            else
            {
                Flush();
                shown.Append(ShowSpan(span, style));
            }

            place += span.Length;
        }

        Flush();
        taken = place;
        return shown.ToString();

        void Flush()
        {
            shown.Append(StyledText.Of(plain.ToString(), style));
            plain.Clear();
        }
    }

    /// <summary>Shows a whole text.</summary>
    public static string Show(string text, TextStyle style = TextStyle.Plain) => Show(text, style, isWhole: true, out _);

    private static string ShowSpan(InlineSpan span, TextStyle style) => span.Kind switch
    {
        InlineKind.Code => StyledText.Of(span.Content, style | TextStyle.Code),
        InlineKind.Strong => Show(span.Content, style | TextStyle.Bold),
        InlineKind.Emphasis => Show(span.Content, style | TextStyle.Italic),
        InlineKind.StrongEmphasis => Show(span.Content, style | TextStyle.Bold | TextStyle.Italic),
        InlineKind.Strikethrough => Show(span.Content, style | TextStyle.Struck),
        // The address is always visible: a model could hide another one behind its text.
        InlineKind.Link => string.Equals(span.Content, span.Address, StringComparison.Ordinal)
            ? StyledText.Of(span.Content, style | TextStyle.Underlined)
            : Show(span.Content, style | TextStyle.Underlined) + StyledText.Of($" ({span.Address})", style | TextStyle.Dim),
        _ => throw new InvalidOperationException($"{span.Kind} has no style."),
    };
}
