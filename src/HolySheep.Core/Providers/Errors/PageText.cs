using System.Net;
using System.Text.RegularExpressions;

namespace HolySheep.Providers.Errors;

/// <summary>What an HTML page says, for people.</summary>
internal static class PageText
{
    private const int LongestPage = 64_000;
    private static readonly Regex Hidden = new(@"<(script|style|svg|noscript)\b[\s\S]*?</\1\s*>|<!--[\s\S]*?-->", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    private static readonly Regex Tag = new(@"<[^>]{0,2000}>", RegexOptions.CultureInvariant);
    private static readonly Regex Blanks = new(@"\s+", RegexOptions.CultureInvariant);

    public static bool IsPage(string text) => text[0] == '<';

    /// <summary>The text without tags; null if nothing is left.</summary>
    public static string? Read(string page)
    {
        page = page.Length > LongestPage ? page.Substring(0, LongestPage) : page;
        var text = Tag.Replace(Hidden.Replace(page, " "), " ");
        text = Blanks.Replace(WebUtility.HtmlDecode(text), " ").Trim();
        return text.Length == 0 ? null : text;
    }
}
