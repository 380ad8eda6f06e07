using System;
using HolySheep.Configuration;

namespace HolySheep.Providers.Batches;

/// <summary>Addresses below that of a batch API, with the query that every request has.</summary>
internal static class BatchAddress
{
    /// <summary>The address of an id below another one.</summary>
    public static Uri Of(Uri parent, string id, string operation = "") => BaseUrl.Append(parent, "/" + Uri.EscapeDataString(id) + operation);

    /// <summary>An address with a further query.</summary>
    public static Uri With(Uri address, string query) => new($"{address.AbsoluteUri}{(address.Query.Length > 1 ? "&" : "?")}{query}");
}
