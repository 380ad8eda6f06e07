using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Spend.Ledger;

/// <summary>The tags of an attempt, as the ledger keeps them.</summary>
internal static class AttemptTags
{
    /// <summary>Stands between the tags of an attempt.</summary>
    public const string Separator = "\u001f";

    /// <summary>By what budgets may name them, in one letter case: each whole, by its key and by its value; each of these once, so that no sum counts a call twice.</summary>
    public static IEnumerable<string> NamesOf(IReadOnlyDictionary<string, string> tags) =>
        tags.SelectMany(tag => new[] { tag.Key + "=" + tag.Value, tag.Key, tag.Value }).Select(NameOf).Distinct();

    /// <summary>A tag, or its key or value, in the letter case that tags are compared in.</summary>
    public static string NameOf(string? tag) => (tag ?? "").ToLowerInvariant();

    /// <summary>All of them as one text, in one order whatever theirs was.</summary>
    public static string TextOf(IReadOnlyDictionary<string, string> tags) =>
        tags.Count == 0 ? "" : string.Join(Separator, tags.Select(tag => tag.Key + "=" + tag.Value).OrderBy(pair => pair, StringComparer.Ordinal));
}
