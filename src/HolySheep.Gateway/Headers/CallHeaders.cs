using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Gateway.Http;
using HolySheep.Gateway.Serving;
using HolySheep.Time;
using Microsoft.AspNetCore.Http;

namespace HolySheep.Gateway.Headers;

/// <summary>The headers with which a caller tags and limits a call, and names the span that it belongs to. They only lower limits; none of them goes upstream.</summary>
internal static class CallHeaders
{
    private const string Tag = "x-holysheep-tag";
    private const string MaxCost = "x-holysheep-max-cost";
    private const string Fallback = "x-holysheep-fallback";
    private const string Task = "x-holysheep-task";
    private const string Cache = "x-holysheep-cache";
    private const string NoFallback = "none";
    private const string Refresh = "refresh";

    private static readonly TimeSpan AnyAge = TimeSpan.FromDays(1);

    /// <summary>The request with what the headers say.</summary>
    /// <exception cref="FaultException">A header has another form, or names a model that is not served.</exception>
    public static ChatRequest Apply(Exchange exchange, ChatRequest request)
    {
        var headers = exchange.Request.Headers;
        var (age, refresh) = CacheOf(headers);
        return request with
        {
            CacheMaxAge = age,
            CacheRefresh = refresh,
            Tags = TagsOf(headers),
            Task = headers[Task].FirstOrDefault(),
            TraceParent = headers.TraceParent.Count == 1 ? headers.TraceParent[0] : null,
            TraceState = headers.TraceState.Count > 0 ? string.Join(',', headers.TraceState.AsEnumerable()) : null,
            Limits = request.Limits with { MaxCost = MaxCostOf(headers) },
            NoFallback = IsWithoutFallback(headers) || (request.NoFallback && !headers.ContainsKey(Fallback)),
            Fallback = FallbackOf(headers, exchange),
        };
    }

    private static Dictionary<string, string> TagsOf(IHeaderDictionary headers)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in ItemsOf(headers, Tag))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            tags[at > 0 ? pair[..at].Trim() : throw Fault(Tag, pair, "NAME=VALUE, several of them with commas between")] = pair[(at + 1)..].Trim();
        }

        return tags;
    }

    private static decimal? MaxCostOf(IHeaderDictionary headers)
    {
        if (headers[MaxCost].FirstOrDefault() is not { } text)
        {
            return null;
        }

        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var most) ? most : throw Fault(MaxCost, text, "an amount in USD, for example 0.05");
    }

    /// <summary>How old a kept answer may be, and whether the provider is asked all the same; its answer is kept then.</summary>
    private static (TimeSpan? Age, bool Refresh) CacheOf(IHeaderDictionary headers)
    {
        TimeSpan? age = null;
        var refresh = false;
        foreach (var item in ItemsOf(headers, Cache))
        {
            if (item.Equals(Refresh, StringComparison.OrdinalIgnoreCase))
            {
                refresh = true;
            }
            else
            {
                age = AgeText.Parse(item) ?? throw Fault(Cache, item, $"{AgeText.Expected}, or '{Refresh}'");
            }
        }

        // The answer that comes is kept, whatever the model says; no earlier one is looked for, so that any age will do.
        return (refresh ? age ?? AnyAge : age, refresh);
    }

    private static bool IsWithoutFallback(IHeaderDictionary headers) => headers[Fallback] is [{ } text] && text.Trim().Equals(NoFallback, StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<string>? FallbackOf(IHeaderDictionary headers, Exchange exchange)
    {
        if (!headers.ContainsKey(Fallback) || IsWithoutFallback(headers))
        {
            return null;
        }

        var models = ItemsOf(headers, Fallback);
        foreach (var model in models)
        {
            exchange.ThrowIfNotServed(model);
        }

        return models;
    }

    private static string[] ItemsOf(IHeaderDictionary headers, string name) =>
        [.. headers[name].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    private static FaultException Fault(string header, string text, string expected) =>
        new(new RequestFault(FaultKind.BadRequest, "invalid_header", $"The header {header} takes {expected}; it is '{text}'."));
}
