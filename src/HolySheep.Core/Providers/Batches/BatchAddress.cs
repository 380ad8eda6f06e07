using System;
using HolySheep.Configuration;

namespace HolySheep.Providers.Batches;

/// <summary>The addresses of the batches and files of a batch API, with the query of every request.</summary>
internal static class BatchAddress
{
    /// <summary>The address of an id below another one.</summary>
    public static Uri Of(Uri parent, string id, string operation = "") => BaseUrl.Append(parent, "/" + Uri.EscapeDataString(id) + operation);
}
