using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.Gateway.Exporting;

/// <summary>Says once that telemetry does not arrive, and again only after it has arrived meanwhile: the exporter itself drops what it cannot send without a word.</summary>
/// <param name="signal">What is exported.</param>
/// <param name="warn">Receives the warning.</param>
internal sealed class ExportWatch(string signal, Action<string> warn) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    private int _isFailing;

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Watch(request, base.Send(request, cancellationToken));
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            Tell(request, exception.Message);
            throw;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Watch(request, await base.SendAsync(request, cancellationToken));
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            Tell(request, exception.Message);
            throw;
        }
    }

    private HttpResponseMessage Watch(HttpRequestMessage request, HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
        {
            Volatile.Write(ref _isFailing, 0);
        }
        else
        {
            Tell(request, FormattableString.Invariant($"status {(int)response.StatusCode}"));
        }

        return response;
    }

    private void Tell(HttpRequestMessage request, string why)
    {
        if (Interlocked.Exchange(ref _isFailing, 1) == 0)
        {
            warn($"Telemetry ({signal}) does not arrive at {request.RequestUri?.GetLeftPart(UriPartial.Path)}: {HolySheepClient.Mask(why.TrimEnd('.'))}. Calls are served all the same.");
        }
    }
}
