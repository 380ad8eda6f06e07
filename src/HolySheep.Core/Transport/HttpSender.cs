using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.Transport;

/// <summary>Sends one request and returns as soon as the response's headers have arrived.</summary>
internal sealed class HttpSender(HttpMessageHandler handler) : IDisposable
{
    private readonly HttpMessageInvoker _invoker = new(handler);

    /// <summary>The value of the User-Agent header: the program and its version.</summary>
    public static string UserAgent { get; } = "HolySheep/" + typeof(HttpSender).Assembly.GetName().Version?.ToString(3);

    /// <exception cref="TransportException">No response arrived.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
#if NET8_0_OR_GREATER
            PackedBody.Accept(request);
            var response = await _invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
            PackedBody.Unpack(response);
            return response;
#else
            return await _invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
#endif
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Cancelled, but not by the caller: the handler's own connect limit has passed.
            throw TransportFaults.OfSend(exception);
        }
        catch (Exception exception) when (TransportFaults.IsTransport(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw TransportFaults.OfSend(exception);
        }
    }

    public void Dispose() => _invoker.Dispose();
}
