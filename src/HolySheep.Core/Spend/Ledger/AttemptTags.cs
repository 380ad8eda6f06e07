using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Spend.Ledger;

/// <summary>The tags of an attempt in the form in which the ledger keeps them.</summary>
internal static class AttemptTags
{
    /// <summary>The separator between the tags of an attempt.</summary>
    public const string Separator = "\u001f";

    /// <summary>The spellings that budgets may use for the tags, in lower case: each tag as a whole, its key and its value. Each appears once, so that no sum counts a call twice.</summary>
    public static IEnumerable<string> NamesOf(IReadOnlyDictionary<string, string> tags) =>
        tags.SelectMany(tag => new[] { tag.Key + "=" + tag.Value, tag.Key, tag.Value }).Select(NameOf).Distinct();

    /// <summary>A tag, or its key or value, in the letter case in which tags are compared.</summary>
    public static string NameOf(string? tag) => (tag ?? "").ToLowerInvariant();

    /// <summary>The tags of such a text.</summary>
    public static IReadOnlyDictionary<string, string> Read(string text)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in text.Length == 0 ? [] : text.Split(Separator[0]))
        {
            var at = tag.IndexOf('=');
            tags[at < 0 ? tag : tag.Substring(0, at)] = at < 0 ? "" : tag.Substring(at + 1);
        }

        return tags;
    }

    /// <summary>All tags as one text, in a fixed order.</summary>
    public static string TextOf(IReadOnlyDictionary<string, string> tags) =>
        tags.Count == 0 ? "" : string.Join(Separator, tags.Select(tag => tag.Key + "=" + tag.Value).OrderBy(pair => pair, StringComparer.Ordinal));
}
