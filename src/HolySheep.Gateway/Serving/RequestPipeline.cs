using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Gateway.Access;
using HolySheep.Gateway.Http;
using HolySheep.Gateway.Observing;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace HolySheep.Gateway.Serving;

/// <summary>Takes every request: checks whether it may come in, finds its endpoint, and turns every failure into an answer in the caller's protocol.</summary>
/// <param name="clients">The client that new requests take.</param>
/// <param name="isOpen">Whether requests without a token are taken.</param>
/// <param name="metrics">The measurements of the gateway.</param>
/// <param name="options">The options of the gateway.</param>
/// <param name="time">The clock.</param>
internal sealed class RequestPipeline(ServedClients clients, bool isOpen, MetricsBook metrics, GatewayOptions options, TimeProvider time) : IDisposable
{
    private readonly AccessRules _access = new(isOpen);
    private readonly RequestWatch _watch = new(options.AccessLog, metrics);
    private readonly CancellationTokenSource _end = new();

    /// <summary>Whether the gateway takes new work.</summary>
    public Readiness Readiness { get; } = new();

    /// <summary>Ends the calls under way, and those that come; their callers get an error.</summary>
    public void EndCalls() => _ = _end.CancelAsync();

    /// <inheritdoc/>
    public void Dispose() => _end.Dispose();

    /// <summary>Serves a request.</summary>
    public async Task ServeAsync(HttpContext http)
    {
        if (IsAmbiguous(http.Request))
        {
            // Another server on the way may see another end of this request, and another request in the rest of it.
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            http.Response.Headers.Connection = "close";
            return;
        }

        var endpoint = Endpoints.Find(http.Request);
        var served = clients.Take();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _end.Token);
        var exchange = new Exchange(http, endpoint.Protocol!, served, options, time) { Readiness = Readiness, Metrics = metrics, GatewayEnds = _end.Token, Ended = ended.Token };
        var (at, since) = (time.GetUtcNow(), time.GetTimestamp());
        try
        {
            if (_access.FindFault(http.Request, served.Tokens, needsToken: !endpoint.IsOpen, out var caller) is { } fault)
            {
                throw new FaultException(fault);
            }

            exchange.Caller = caller;
            exchange.Entry.Client = caller?.Name;
            await endpoint.ServeAsync(exchange);
        }
        catch (Exception exception)
        {
            await FailAsync(exchange, exception);
        }
        finally
        {
            _watch.Note(exchange, endpoint.Path.Length > 0 ? endpoint.Path : null, at, time.GetElapsedTime(since));
            served.Release();
        }
    }

    private static bool IsAmbiguous(HttpRequest request) => request.Headers.ContainsKey("Transfer-Encoding") && (request.Headers.ContainsKey("Content-Length") || request.Headers.ContainsKey("X-Content-Length"));

    private async Task FailAsync(Exchange exchange, Exception exception)
    {
        if (!exchange.IsEndOfCalls(exception) && (exchange.Left.IsCancellationRequested || exception is OperationCanceledException or ConnectionAbortedException or ConnectionResetException))
        {
            return;
        }

        if (exception is BadHttpRequestException { StatusCode: var status } && !exchange.Response.HasStarted)
        {
            exchange.Response.StatusCode = status;
            exchange.Response.Headers.Connection = "close";
            return;
        }

        var fault = exchange.FaultOf(exception);
        if (exchange.Response.HasStarted)
        {
            exchange.Abort();
            return;
        }

        if (fault.Kind is FaultKind.TooLarge or FaultKind.Late or FaultKind.Encoding)
        {
            // The rest of the body is not read.
            exchange.Response.Headers.Connection = "close";
        }

        try
        {
            await exchange.SendAsync(fault);
        }
        catch (Exception lost) when (lost is OperationCanceledException or IOException)
        {
            // The caller has left.
        }
    }
}
