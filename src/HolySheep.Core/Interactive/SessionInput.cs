using System;

namespace HolySheep.Interactive;

/// <summary>The rules for what a person types: when it is complete, and what of it is sent.</summary>
public static class SessionInput
{
    private const string Quotes = "\"\"\"";
    private const char Continuation = '\\';
    private const char CommandMark = '/';

    /// <summary>False if more lines belong to the input: it opens a block with three quotes and does not close it, or its last line ends with a backslash.</summary>
    public static bool IsComplete(string text)
    {
        var trimmed = text.Trim();
        return trimmed.StartsWith(Quotes, StringComparison.Ordinal)
            ? trimmed.Length >= 2 * Quotes.Length && trimmed.EndsWith(Quotes, StringComparison.Ordinal)
            : !EndsWithContinuation(text);
    }

    /// <summary>The text that is sent: without the marks of a block, of continued lines and of a doubled slash.</summary>
    public static string TextOf(string input)
    {
        var trimmed = input.Trim();
        if (trimmed.StartsWith(Quotes, StringComparison.Ordinal))
        {
            var closed = trimmed.Length >= 2 * Quotes.Length && trimmed.EndsWith(Quotes, StringComparison.Ordinal);
            return trimmed.Substring(Quotes.Length, trimmed.Length - ((closed ? 2 : 1) * Quotes.Length)).Trim('\n');
        }

        return trimmed.StartsWith("//", StringComparison.Ordinal) ? trimmed.Substring(1) : trimmed;
    }

    /// <summary>The name and the argument of a command; null if the input is a message.</summary>
    public static (string Name, string Argument)? CommandOf(string input)
    {
        var trimmed = input.Trim();
        if (trimmed.Length == 0 || trimmed[0] != CommandMark || trimmed.StartsWith("//", StringComparison.Ordinal))
        {
            return null;
        }

        var end = trimmed.IndexOfAny([' ', '\t', '\n']);
        return end < 0 ? (trimmed, "") : (trimmed.Substring(0, end), trimmed.Substring(end).Trim());
    }

    /// <summary>The input that sends a text as a message, even if it looks like a command.</summary>
    public static string Message(string text) => CommandOf(text) is null ? text : CommandMark + text.TrimStart();

    /// <summary>The lines so far and the next one, joined as the marks say: a backslash at the end of a line is dropped.</summary>
    /// <param name="lines">The lines so far; null if there are none.</param>
    /// <param name="line">The next line.</param>
    public static string Join(string? lines, string line) =>
        lines is null ? line : (InBlock(lines) || !EndsWithContinuation(lines) ? lines : lines.Substring(0, lines.Length - 1)) + "\n" + line;

    private static bool InBlock(string text) => text.TrimStart().StartsWith(Quotes, StringComparison.Ordinal);

    private static bool EndsWithContinuation(string text)
    {
        var marks = 0;
        while (marks < text.Length && text[text.Length - 1 - marks] == Continuation)
        {
            marks++;
        }

        // An even number is text, for example a line break in LaTeX.
        return marks % 2 == 1;
    }
}
