using System;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Failures;
using HolySheep.Transport;

namespace HolySheep.Providers.Errors;

/// <summary>Turns a provider's error into neutral facts.</summary>
internal static class ErrorReader
{
    private const int Ok = 200;
    private const int LongestMessage = 2_000;
    private static readonly string[] RequestIdHeaders = ["x-request-id", "request-id", "x-ms-request-id", "apim-request-id"];

    /// <summary>The failure of a response with an error status.</summary>
    /// <param name="wire">Knows codes of its own.</param>
    /// <param name="response">The response.</param>
    /// <param name="guard">Ends the reading if the response goes silent.</param>
    /// <param name="stall">How long it may be silent.</param>
    /// <param name="now">The time, for hints that name one.</param>
    /// <param name="quotes">What the error may quote of the request; null if the request has no words of its own.</param>
    public static async Task<Failure> OfResponseAsync(IWire wire, HttpResponseMessage response, StallGuard guard, TimeSpan stall, DateTimeOffset now, RequestQuotes? quotes = null)
    {
        var status = (int)response.StatusCode;
        var body = status is >= 300 and < 400 ? default : await BodyAsync(response, guard, stall).ConfigureAwait(false);
        var failure = OfBody(wire, status, response.ReasonPhrase, body.Span, RequestId(response.Headers), quotes);
        return failure with { WaitHint = Transport.WaitHint.Of(response.Headers, now) ?? failure.WaitHint, ShouldRetry = ShouldRetry(response.Headers) };
    }

    /// <summary>The failure that a body with an error status tells.</summary>
    /// <param name="wire">Knows codes of its own.</param>
    /// <param name="status">The status.</param>
    /// <param name="reason">The words of the status; null if there are none.</param>
    /// <param name="body">The body.</param>
    /// <param name="requestId">The id of the request; null leaves it to the body.</param>
    /// <param name="quotes">What the error may quote of the request; null if the request has no words of its own.</param>
    public static Failure OfBody(IWire wire, int status, string? reason, ReadOnlySpan<byte> body, string? requestId, RequestQuotes? quotes = null)
    {
        var error = ErrorCollector.OfBody(body);
        if (quotes is not null)
        {
            error?.LeaveOut(quotes);
        }

        return new Failure
        {
            Signal = error is null ? FailureSignal.None : wire.SignalOf(error, status) ?? ErrorSignals.OfStatus(error, status),
            Status = status,
            WaitHint = error?.WaitHint,
            Message = Describe(status, reason, error?.Message),
            Details = error?.Details,
            RequestId = requestId ?? error?.RequestId,
        };
    }

    /// <summary>The failure of an error inside a 200: the error itself, or the body or event around it.</summary>
    public static Failure OfSuccess(IWire wire, JsonElement error, string? requestId, RequestQuotes? quotes = null) =>
        OfElement(wire, error, "an error inside a 200", requestId, quotes) with { Status = Ok };

    /// <summary>The failure of an error that came without a status.</summary>
    /// <param name="wire">Knows codes of its own.</param>
    /// <param name="error">The error, or what is around it.</param>
    /// <param name="what">What failed, as the beginning of the message.</param>
    /// <param name="requestId">The id of the request; null leaves it to the error.</param>
    /// <param name="quotes">What the error may quote of the request; null if the request has no words of its own.</param>
    public static Failure OfElement(IWire wire, JsonElement error, string what, string? requestId, RequestQuotes? quotes = null)
    {
        var report = ErrorCollector.OfElement(error);
        if (quotes is not null)
        {
            report.LeaveOut(quotes);
        }

        return new Failure
        {
            Signal = wire.SignalOf(report, Ok) ?? ErrorSignals.OfSuccessStatus(report),
            WaitHint = report.WaitHint,
            Message = what + ": " + Shorten(report.Message ?? "no text"),
            Details = report.Details,
            RequestId = requestId ?? report.RequestId,
        };
    }

    public static string? RequestId(HttpResponseHeaders headers)
    {
        foreach (var name in RequestIdHeaders)
        {
            if (headers.TryGetValues(name, out var values))
            {
                return values.FirstOrDefault();
            }
        }

        return null;
    }

    /// <summary>The body, or its beginning if it is too long, breaks off or goes silent.</summary>
    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpResponseMessage response, StallGuard guard, TimeSpan stall)
    {
        guard.Arm(stall);
        BodyReader? reader = null;
        try
        {
            reader = new BodyReader(await ReplyBody.OpenAsync(response, guard.Token).ConfigureAwait(false), guard, response.Content.Headers.ContentLength, ReplyBounds.Error);
            await reader.FinishAsync(stall).ConfigureAwait(false);
        }
        catch (TransportException)
        {
            // The status and the beginning say enough.
        }
        catch (OperationCanceledException) when (guard.Expired)
        {
        }

        return reader?.Bytes ?? default;
    }

    private static bool? ShouldRetry(HttpResponseHeaders headers) =>
        headers.TryGetValues("x-should-retry", out var values) && bool.TryParse(values.FirstOrDefault(), out var should) ? should : null;

    private static string Describe(int status, string? reason, string? message)
    {
        var line = string.IsNullOrEmpty(reason) ? $"HTTP {status}" : $"HTTP {status} {reason}";
        return string.IsNullOrWhiteSpace(message) ? line : $"{line}: {Shorten(message!)}";
    }

    /// <summary>One short line without control characters.</summary>
    private static string Shorten(string message)
    {
        var line = new StringBuilder(Math.Min(message.Length, LongestMessage));
        foreach (var character in message.Trim())
        {
            if (line.Length == LongestMessage)
            {
                return line.Append('…').ToString();
            }

            line.Append(char.IsControl(character) ? ' ' : character);
        }

        return line.ToString();
    }
}
