using System;
using System.Net.Http;
using System.Threading;
using HolySheep.Providers.Errors;
using HolySheep.Transport;

namespace HolySheep.Providers.Exchange;

/// <summary>The open resources of one exchange: its response and its limits.</summary>
internal sealed class ExchangeScope(TimeProvider timeProvider, CancellationToken caller) : IDisposable
{
    // What is longer is not text: no model writes this much.
    private const int MostWritten = 512 * 1024;

    private HttpResponseMessage? _response;

    public TimeProvider TimeProvider { get; } = timeProvider;

    public StallGuard Guard { get; } = new(timeProvider, caller);

    /// <summary>What the caller should know of the request that was sent.</summary>
    public WireNotes Notes { get; } = new();

    public int Status { get; private set; }

    public string? RequestId { get; private set; }

    /// <summary>The body of the request; null if it does not tell whether it has left.</summary>
    public SentContent? Content { get; set; }

    /// <summary>Reads a plain reply; null before one came.</summary>
    public BodyReader? Reader { get; set; }

    /// <summary>The answer in events; null before one came.</summary>
    public IAnswerStream? Stream { get; set; }

    /// <summary>What has come of the answer, or what the exchange does while its request has not left.</summary>
    public AnswerSoFar SoFar => Stream?.SoFar ?? new AnswerSoFar(null, Written, Unsent);

    /// <summary>The provider's limits from the headers; null if there are none.</summary>
    public QuotaReading? Quota { get; private set; }

    private string? Unsent => Status != 0 || Content is not { IsSent: false } content ? null : content.IsBegun ? "while it sent the request" : "while it waited for a connection";

    /// <summary>What came of a plain reply, for an estimate of what it cost; null if nothing came.</summary>
    private string? Written => Reader?.Bytes is { Length: > 0 } bytes ? JsonText.OfBytes(bytes.Span.Slice(0, Math.Min(bytes.Length, MostWritten))) : null;

    public void Take(HttpResponseMessage response)
    {
        _response?.Dispose();
        _response = response;
        Status = (int)response.StatusCode;
        RequestId = ErrorReader.RequestId(response.Headers);
        Quota = QuotaHeaders.Read(response.Headers, TimeProvider.GetUtcNow(), response.IsSuccessStatusCode);
    }

    /// <summary>A broken read may only be the result of a cancelled call.</summary>
    public void ThrowIfCallerLeft()
    {
        if (!Guard.Expired)
        {
            Guard.Token.ThrowIfCancellationRequested();
        }
    }

    public void Dispose()
    {
        _response?.Dispose();
        Guard.Dispose();
    }
}
