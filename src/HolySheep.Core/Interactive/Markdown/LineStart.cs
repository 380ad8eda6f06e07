using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace HolySheep.Interactive.Markdown;

/// <summary>The beginning of a line: what the line is, and where its text begins.</summary>
/// <param name="Kind">What the line is.</param>
/// <param name="Length">The characters of the beginning, with its marks.</param>
internal readonly record struct LineStart(LineKind Kind, int Length = 0)
{
    private static readonly Regex Heading = new("^ {0,3}#{1,6} +", RegexOptions.CultureInvariant);
    private static readonly Regex ListItem = new(@"^\s*(?:[-*+]|\d{1,9}[.)]) +", RegexOptions.CultureInvariant);
    private static readonly Regex Rule = new(@"^ {0,3}(?:(?:-[ ]*){3,}|(?:\*[ ]*){3,}|(?:_[ ]*){3,})$", RegexOptions.CultureInvariant);
    private static readonly Regex Fence = new("^ *(?:`{3,}[^`]*|~{3,}.*)$", RegexOptions.CultureInvariant);

    // Beginnings that can still become one of the others, or go on: spaces, and then marks or digits alone.
    private static readonly Regex Open = new(@"^\s*(?:#{0,6}|[-*+_ ]*|`*|~*|>|\d{0,9}[.)]?) *$", RegexOptions.CultureInvariant);

    /// <summary>Reads the beginning of a line.</summary>
    /// <param name="line">The line so far, without its end.</param>
    /// <param name="isWhole">True if it is the whole line.</param>
    public static LineStart Of(string line, bool isWhole)
    {
        if (Fence.IsMatch(line) || line.TrimStart().StartsWith("|", StringComparison.Ordinal))
        {
            // Both are known when the line is whole.
            return !isWhole ? default : new LineStart(line.TrimStart()[0] == '|' ? LineKind.TableRow : LineKind.Fence, line.Length);
        }

        if (isWhole && Rule.IsMatch(line))
        {
            return new LineStart(LineKind.Rule, line.Length);
        }

        if (!isWhole && Open.IsMatch(line))
        {
            return default;
        }

        return Heading.Match(line) is { Success: true } heading ? new LineStart(LineKind.Heading, heading.Length)
            : ListItem.Match(line) is { Success: true } item ? new LineStart(LineKind.ListItem, item.Length)
            : line.TrimStart().StartsWith(">", StringComparison.Ordinal) ? new LineStart(LineKind.Quote, QuoteLength(line))
            : new LineStart(LineKind.Text);
    }

    private static int QuoteLength(string line)
    {
        var mark = line.IndexOf('>');
        return mark + 1 + line.Skip(mark + 1).Take(1).Count(character => character == ' ');
    }
}
