using System;
using System.Net.Http;
using HolySheep.Chat;
using HolySheep.Transport;

namespace HolySheep.Providers.Batches;

/// <summary>One request to a batch API.</summary>
/// <param name="Method">The method.</param>
/// <param name="Address">The address.</param>
/// <param name="Key">The key; null if the provider needs none.</param>
/// <param name="Content">Makes the body, which restarts the guard's limit as it is sent; null if there is none.</param>
internal readonly record struct BatchRequest(HttpMethod Method, Uri Address, Secret? Key, Func<StallGuard, HttpContent>? Content = null)
{
    /// <summary>Whether the reply has lines of any content type in place of one JSON value.</summary>
    public bool IsOfLines { get; init; }
}
