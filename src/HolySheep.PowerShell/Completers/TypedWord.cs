using System;
using System.Text.RegularExpressions;

namespace HolySheep.PowerShell.Completers;

/// <summary>What the user typed of an argument.</summary>
/// <param name="Text">The text without its quotes.</param>
/// <param name="Quote">The quote it begins with, null where there is none.</param>
internal sealed record TypedWord(string Text, char? Quote)
{
    private static readonly Regex NeedsNoQuotes = new(@"^[A-Za-z_][A-Za-z0-9_./:+*=-]*$", RegexOptions.CultureInvariant);

    internal static TypedWord Of(string? word)
    {
        if (word is not { Length: > 0 } || word[0] is not ('\'' or '"'))
        {
            return new TypedWord(word ?? "", null);
        }

        var quote = word[0];
        var text = word.Substring(1);
        return new TypedWord(text.EndsWith(quote.ToString(), StringComparison.Ordinal) ? text.Substring(0, text.Length - 1) : text, quote);
    }

    /// <summary>A text as the user would type it, in the quotes that were begun or in those that it needs.</summary>
    internal string Spell(string text) => Quote switch
    {
        '"' => "\"" + Regex.Replace(text, "[\"`$]", "`$0") + "\"",
        null when NeedsNoQuotes.IsMatch(text) => text,
        _ => "'" + text.Replace("'", "''") + "'",
    };
}
