using System.Collections.Generic;
using HolySheep.TestKit.Voices;
using HolySheep.TestKit.Wire;

namespace HolySheep.TestKit;

public sealed partial record Reply
{
    /// <summary>A reply with this status; without a body it is an error in the provider's usual form.</summary>
    public static Reply Status(int status, string? body = null, IEnumerable<KeyValuePair<string, string>>? headers = null) =>
        (body is null ? Error(status, null, $"scripted status {status}", "server_error") : Json(status, body)).WithHeaders(headers);

    /// <summary>An error with a code and a message in the provider's usual form.</summary>
    public static Reply Error(int status, string? code, string message, string? type = "invalid_request_error") =>
        Json(status, "") with { Fault = new Fault(code, message, type) };

    /// <summary>A 429 that says how long to wait: seconds or an HTTP date.</summary>
    public static Reply Throttle(string retryAfter) => ThrottleBare().WithHeader("retry-after", retryAfter);

    /// <summary>A 429 without a hint.</summary>
    public static Reply ThrottleBare() => Error(429, "rate_limit_exceeded", "scripted rate limit", "rate_limit_error");

    /// <summary>An error page that is no JSON.</summary>
    public static Reply Html(int status) => new()
    {
        StatusCode = status,
        ContentType = "text/html",
        RawBody = $"<html><body><h1>{status}</h1>scripted error page</body></html>",
    };

    /// <summary>A redirect.</summary>
    public static Reply Redirect(string url, int status = 302) => new Reply { StatusCode = status, ContentType = "text/html" }.WithHeader("location", url);

    /// <summary>A 200 with nothing in it.</summary>
    public static Reply Empty200() => new();

    /// <summary>A 200 whose JSON stops in the middle though the body is whole.</summary>
    public static Reply BrokenJson() => Json(200, """{"id":"chatcmpl-broken","object":"chat.completion","choices":[{"index":0,"mess""");

    /// <summary>A 200 that carries an error in place of a completion.</summary>
    public static Reply ErrorIn200(string? code, string message = "scripted error", string? type = "server_error") =>
        Error(200, code, message, type);

    /// <summary>A reply with this JSON text, sent as it is.</summary>
    public static Reply Json(int status, string json) => new() { StatusCode = status, ContentType = "application/json", RawBody = json };

    /// <summary>A reset before any header.</summary>
    public static Reply Reset() => Echo with { Break = new Break(BreakPlace.BeforeHeaders, CutKind.Reset) };

    /// <summary>A reset between headers and body.</summary>
    public static Reply ResetAfterHeaders() => Echo with { Break = new Break(BreakPlace.AfterHeaders, CutKind.Reset) };

    /// <summary>A connection closed before any header.</summary>
    public static Reply CloseBeforeHeaders() => Echo with { Break = new Break(BreakPlace.BeforeHeaders, CutKind.Closed) };

    /// <summary>No reply at all; the connection stays open.</summary>
    public static Reply Silent() => Echo with { Break = new Break(BreakPlace.BeforeHeaders, CutKind.Stalled) };

    /// <summary>Headers of a 200 and then nothing; the connection stays open.</summary>
    public static Reply SilentAfterHeaders() => Echo with { Break = new Break(BreakPlace.AfterHeaders, CutKind.Stalled) };

    /// <summary>The same with half of the announced body, then a closed connection.</summary>
    public Reply HalfBody() => this with { Break = new Break(BreakPlace.HalfBody, CutKind.Closed) };
}
