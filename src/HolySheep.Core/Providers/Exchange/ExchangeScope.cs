using System;
using System.Net.Http;
using System.Threading;
using HolySheep.Providers.Errors;
using HolySheep.Transport;

namespace HolySheep.Providers.Exchange;

/// <summary>The open resources of one exchange: its response and its limits.</summary>
internal sealed class ExchangeScope(TimeProvider timeProvider, CancellationToken caller) : IDisposable
{
    private HttpResponseMessage? _response;

    public TimeProvider TimeProvider { get; } = timeProvider;

    public StallGuard Guard { get; } = new(timeProvider, caller);

    /// <summary>What the caller should know of the request that was sent.</summary>
    public WireNotes Notes { get; } = new();

    public int Status { get; private set; }

    public string? RequestId { get; private set; }

    /// <summary>The provider's limits from the headers; null if there are none.</summary>
    public QuotaReading? Quota { get; private set; }

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
