using System.Text;

namespace HolySheep.Chat;

/// <summary>Makes a model's text safe for a terminal.</summary>
public static class TerminalText
{
    private const char FirstPicture = '\u2400';
    private const char PictureOfDelete = '\u2421';

    /// <summary>The text with a visible character for every control character except tab and line feed, so that it cannot control a terminal; the same text if it has none. A carriage return before a line feed is dropped.</summary>
    public static string Harmless(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (IsControl(text[index]))
            {
                return Replaced(text, index);
            }
        }

        return text;
    }

    private static bool IsControl(char character) => character is (< ' ' and not ('\t' or '\n')) or (>= '\u007F' and <= '\u009F');

    private static string Replaced(string text, int first)
    {
        var shown = new StringBuilder(text.Length).Append(text, 0, first);
        for (var index = first; index < text.Length; index++)
        {
            var character = text[index];
            if (character == '\r' && (index + 1 == text.Length || text[index + 1] == '\n'))
            {
                // The end of a line; in a stream its line feed may be in the next piece.
                continue;
            }

            shown.Append(!IsControl(character) ? character : character < ' ' ? (char)(FirstPicture + character) : character == '\u007F' ? PictureOfDelete : '\uFFFD');
        }

        return shown.ToString();
    }
}
