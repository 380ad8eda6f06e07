using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace HolySheep.PowerShell.Completers;

/// <summary>The part of an argument that the user has typed.</summary>
/// <param name="Text">The text without its quotes and escapes.</param>
/// <param name="Quote">The quote it begins with; null if there is none.</param>
internal sealed record TypedWord(string Text, char? Quote)
{
    // PowerShell treats typographic quotes as plain quotes.
    private const string SingleQuotes = "'\u2018\u2019\u201A\u201B";
    private const string DoubleQuotes = "\"\u201C\u201D\u201E";

    private static readonly Regex NeedsNoQuotes = new(@"^[A-Za-z_][A-Za-z0-9_./:+*=-]*\z", RegexOptions.CultureInvariant);

    internal static TypedWord Of(string? word)
    {
        if (word is not { Length: > 0 } || KindOf(word[0]) is not { } quote)
        {
            return new TypedWord(Regex.Replace(word ?? "", "`(.)", "$1"), null);
        }

        var text = word.Substring(1);
        text = text.Length > 0 && KindOf(text[text.Length - 1]) == quote ? text.Substring(0, text.Length - 1) : text;
        return new TypedWord(quote == '"' ? Regex.Replace(text, $"`(.)|[{DoubleQuotes}]([{DoubleQuotes}])", "$1$2") : Regex.Replace(text, $"[{SingleQuotes}]([{SingleQuotes}])", "$1"), quote);
    }

    /// <summary>A text as the user would type it, in the quotes that were begun or that it needs.</summary>
    internal string Spell(string text) => Quote switch
    {
        '"' => "\"" + Regex.Replace(text, $"[{DoubleQuotes}`$]", "`$0") + "\"",
        null when NeedsNoQuotes.IsMatch(text) => text,
        _ => "'" + CodeGeneration.EscapeSingleQuotedStringContent(text) + "'",
    };

    private static char? KindOf(char character) => SingleQuotes.IndexOf(character) >= 0 ? '\'' : DoubleQuotes.IndexOf(character) >= 0 ? '"' : null;
}
