using System;
using System.Buffers;
using System.Globalization;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Configuration.Clients;
using HolySheep.Configuration.Names;
using HolySheep.Errors;
using HolySheep.Gateway.Headers;
using HolySheep.Gateway.Http;
using HolySheep.Gateway.Observing;
using HolySheep.Gateway.Protocols;
using Microsoft.AspNetCore.Http;

namespace HolySheep.Gateway.Serving;

/// <summary>One request and its response, in the protocol of the caller.</summary>
/// <param name="http">The request.</param>
/// <param name="protocol">What the caller speaks.</param>
/// <param name="served">The client that serves it.</param>
/// <param name="options">The options of the gateway.</param>
/// <param name="time">The clock.</param>
internal sealed class Exchange(HttpContext http, IProtocol protocol, ServedClient served, GatewayOptions options, TimeProvider time)
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The request.</summary>
    public HttpRequest Request => http.Request;

    /// <summary>The response.</summary>
    public HttpResponse Response => http.Response;

    /// <summary>What the caller speaks.</summary>
    public IProtocol Protocol { get; } = protocol;

    /// <summary>The client that serves it.</summary>
    public ServedClient Served { get; } = served;

    /// <summary>The options of the gateway.</summary>
    public GatewayOptions Options { get; } = options;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>The client of the configuration that calls; null if it is none.</summary>
    public GatewayClientOptions? Caller { get; set; }

    /// <summary>The models that the caller can ask for.</summary>
    public ServedModels Models => Served.ModelsOf(Caller);

    /// <summary>What the access log says of it.</summary>
    public AccessEntry Entry { get; } = new();

    /// <summary>The measurements of the gateway.</summary>
    public required MetricsBook Metrics { get; init; }

    /// <summary>Whether the gateway takes new work.</summary>
    public required Readiness Readiness { get; init; }

    /// <summary>Cancelled once the caller has left.</summary>
    public CancellationToken Left => http.RequestAborted;

    /// <summary>Cancelled once the gateway, which stops, ends its calls.</summary>
    public required CancellationToken GatewayEnds { get; init; }

    /// <summary>Cancelled once the caller has left or the gateway ends its calls.</summary>
    public required CancellationToken Ended { get; init; }

    /// <summary>Refuses a model that is not served to the caller.</summary>
    /// <exception cref="FaultException">The model is not served.</exception>
    public void ThrowIfNotServed(string model)
    {
        if (!Models.Contains(model))
        {
            throw new FaultException(new RequestFault(
                FaultKind.NotFound, "model_not_found",
                $"The model '{model}' is not configured in this gateway{(Models.Suggest(model) is { Length: > 0 } nearest ? nearest : ".")} GET /v1/models lists the models.")
            { Member = "model" });
        }
    }

    /// <summary>Sends one JSON object.</summary>
    public async Task SendAsync(int status, Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(bytes, WriterOptions))
        {
            write(json);
        }

        await SendAsync(status, bytes.WrittenMemory);
    }

    /// <summary>Sends JSON as it is.</summary>
    public async Task SendAsync(int status, ReadOnlyMemory<byte> json)
    {
        Response.StatusCode = status;
        Response.ContentType = "application/json";
        Response.ContentLength = json.Length;
        Response.BodyWriter.Write(json.Span);
        await FlushAsync();
    }

    /// <summary>Sends an error in the caller's protocol.</summary>
    public Task SendAsync(RequestFault fault)
    {
        var headers = Response.Headers;
        if (fault.RetrySeconds is { } wait)
        {
            headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        }

        if (fault.ForbidsRetry)
        {
            headers["x-should-retry"] = "false";
        }

        AnswerHeaders.Put(headers, "x-holysheep-error", fault.OwnCode);
        AnswerHeaders.Put(headers, "x-holysheep-call-id", fault.CallId);
        AnswerHeaders.Put(headers, Protocol.RequestIdName, fault.RequestId);
        AnswerHeaders.WriteCost(headers, fault.Cost);
        return SendAsync(Protocol.StatusOf(fault), json => Protocol.WriteFault(json, fault));
    }

    /// <summary>Whether an exception comes from the gateway's end, and not from a caller that left.</summary>
    public bool IsEndOfCalls(Exception exception) => GatewayEnds.IsCancellationRequested && exception is (OperationCanceledException or IOException);

    /// <summary>What an exception means for the caller; a fault of the gateway itself is reported too.</summary>
    public RequestFault FaultOf(Exception exception)
    {
        var fault = exception switch
        {
            FaultException wrong => wrong.Fault,
            HolySheepException known => CallFaults.Of(known, Time.GetUtcNow()),
            _ when IsEndOfCalls(exception) => CallFaults.GatewayStops,
            _ => new RequestFault(FaultKind.Internal, "internal_error", "The gateway failed. Its own output says how.") { OwnCode = ErrorCode.InternalFault },
        };
        if (fault.OwnCode == ErrorCode.InternalFault)
        {
            Options.Report?.Invoke($"A request failed by a fault of the gateway: {exception}");
        }

        Entry.Take(fault);
        return fault;
    }

    /// <summary>Closes the connection, so that no client takes what was sent for a whole answer.</summary>
    public void Abort() => http.Abort();

    /// <summary>Sends what was written, and waits while the reader is slow; one that takes nothing for a long time is left.</summary>
    public async ValueTask FlushAsync()
    {
        var flush = Response.BodyWriter.FlushAsync(Left);
        if (flush.IsCompletedSuccessfully)
        {
            _ = flush.Result;
            return;
        }

        try
        {
            await flush.AsTask().WaitAsync(Options.WriteLimit, Time, Left);
        }
        catch (TimeoutException)
        {
            http.Abort();
            throw new OperationCanceledException("The reader took nothing.");
        }
    }
}
