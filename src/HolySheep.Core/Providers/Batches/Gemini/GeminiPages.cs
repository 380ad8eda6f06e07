using System;
using HolySheep.Configuration;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Batches.Gemini;

/// <summary>How Google lists what it has.</summary>
internal static class GeminiPages
{
    /// <summary>The pages of a list.</summary>
    /// <param name="items">The member that holds the items.</param>
    /// <param name="address">The address.</param>
    public static PageForm Of(string items, Uri address) => new(
        items,
        mark => BaseUrl.With(address, mark is null ? "pageSize=100" : $"pageSize=100&pageToken={Uri.EscapeDataString(mark)}"),
        (root, _) => JsonMember.Text(root, "nextPageToken"));
}
