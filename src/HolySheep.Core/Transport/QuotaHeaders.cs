using System;
using System.Net.Http.Headers;

namespace HolySheep.Transport;

/// <summary>Reads from the headers of any response, successful or not, how much of the server's limits is left.</summary>
internal static class QuotaHeaders
{
    private const string Remaining = "remaining";

    /// <summary>
    /// The limits in headers such as <c>x-ratelimit-remaining-requests</c> or <c>x-ratelimit-tokens-remaining</c>, with <c>limit</c> and
    /// <c>reset</c> in the same position; null if there are none. A limit without a reset time is ignored, and so is a limit of 0 in a successful response.
    /// </summary>
    /// <param name="headers">The headers of a response.</param>
    /// <param name="now">The time of this machine's clock.</param>
    /// <param name="answered">True if the response is a success.</param>
    public static QuotaReading? Read(HttpResponseHeaders headers, DateTimeOffset now, bool answered)
    {
        QuotaLevel? requests = null;
        QuotaLevel? tokens = null;

        // If the framework supports it, checking headers without limits allocates nothing.
#if NET8_0_OR_GREATER
        foreach (var header in headers.NonValidated)
#else
        foreach (var header in headers)
#endif
        {
            if (!Has(header.Key, "ratelimit") || !Has(header.Key, Remaining) || Level(headers, header.Key, now, answered) is not { } level)
            {
                continue;
            }

            if (!Has(header.Key, "token"))
            {
                requests = Tighter(requests, level);
            }
            else
            {
                tokens = Tighter(tokens, level);
            }
        }

        return requests is null && tokens is null ? null : new QuotaReading(now, requests, tokens);
    }

    private static QuotaLevel? Level(HttpResponseHeaders headers, string name, DateTimeOffset now, bool answered)
    {
        if (WaitHint.Number(WaitHint.Value(headers, name)) is not ({ } left and >= 0 and < long.MaxValue)
            || WaitHint.Reset(WaitHint.Value(headers, Sibling(name, "reset")), WaitHint.ClockOf(headers, now)) is not { } reset)
        {
            return null;
        }

        var limit = WaitHint.Number(WaitHint.Value(headers, Sibling(name, "limit")));

        // A gateway without limits sends 0 everywhere in successful responses.
        return answered && limit < 1 ? null : new QuotaLevel((long)left, now + reset, Whole(limit));
    }

    private static QuotaLevel Tighter(QuotaLevel? one, QuotaLevel other) => one is { } level && level.Remaining <= other.Remaining ? level : other;

    private static long? Whole(double? number) => number is { } limit and >= 1 and < long.MaxValue ? (long)limit : null;

    private static string Sibling(string name, string word)
    {
        var index = name.IndexOf(Remaining, StringComparison.OrdinalIgnoreCase);
        return name.Substring(0, index) + word + name.Substring(index + Remaining.Length);
    }

    private static bool Has(string name, string word) => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
