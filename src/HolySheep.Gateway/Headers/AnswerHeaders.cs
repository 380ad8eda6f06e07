using System;
using System.Globalization;
using HolySheep.Chat;
using Microsoft.AspNetCore.Http;

namespace HolySheep.Gateway.Headers;

/// <summary>The headers that say where an answer comes from.</summary>
internal static class AnswerHeaders
{
    /// <summary>The header, and for streams the trailer, with the cost.</summary>
    public const string Cost = "x-holysheep-cost-usd";

    private const string ModelUsed = "x-holysheep-model-used";
    private const string Provider = "x-holysheep-provider";
    private const string Attempts = "x-holysheep-attempts";
    private const string CallId = "x-holysheep-call-id";
    private const string CachedAt = "x-holysheep-cached-at";

    /// <summary>Writes the headers of a whole answer.</summary>
    /// <param name="headers">The headers of the response.</param>
    /// <param name="result">The answer.</param>
    /// <param name="requestIdName">The protocol's header for the id of a request.</param>
    public static void Write(IHeaderDictionary headers, ChatResult result, string requestIdName)
    {
        Write(headers, new ChatSource(result.Provider, result.ModelUsed, result.AttemptCount) { RequestId = result.RequestId, CallId = result.CallId, CachedAt = result.CachedAt }, requestIdName);
        WriteCost(headers, result.Cost);
    }

    /// <summary>Writes the header of the cost if it is known.</summary>
    public static void WriteCost(IHeaderDictionary headers, decimal? cost) => Put(headers, Cost, CostText(cost));

    /// <summary>An amount in USD as headers say it; null if it is not known.</summary>
    public static string? CostText(decimal? cost) => cost?.ToString("0.############", CultureInfo.InvariantCulture);

    /// <summary>Writes the headers of an answer that begins; its cost is not known yet.</summary>
    public static void Write(IHeaderDictionary headers, ChatSource source, string requestIdName)
    {
        Put(headers, ModelUsed, source.ModelUsed);
        Put(headers, Provider, source.Provider);
        headers[Attempts] = source.AttemptCount.ToString(CultureInfo.InvariantCulture);
        Put(headers, CallId, source.CallId);
        Put(headers, requestIdName, source.RequestId);
        Put(headers, CachedAt, source.CachedAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }

    /// <summary>Writes a header if its value can stand in one.</summary>
    public static void Put(IHeaderDictionary headers, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value) && !value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            headers[name] = value;
        }
    }
}
