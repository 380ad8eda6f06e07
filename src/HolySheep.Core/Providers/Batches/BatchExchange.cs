using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Batches;
using HolySheep.Configuration.Options;
using HolySheep.Failures;
using HolySheep.Providers.Errors;
using HolySheep.Providers.Exchange;
using HolySheep.Transport;

namespace HolySheep.Providers.Batches;

/// <summary>Sends the requests of batch APIs within a limit of silence, and reads their replies within bounds.</summary>
internal sealed class BatchExchange(IWire wire, ProviderOptions options, HttpSender sender, TimeProvider timeProvider)
{
    /// <summary>How long a provider may be silent: it may check a large file before it replies.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    // More lines than this beside those that are expected are not the results of a batch.
    private const int MoreLines = 1_000;
    private const int MostLinesEach = 4;

    /// <summary>The wire of the requests in a batch.</summary>
    public IWire Wire => wire;

    /// <summary>Sends a request and reads its reply, a JSON value.</summary>
    /// <param name="request">The request.</param>
    /// <param name="expected">What the reply should be, for example <c>a batch</c>.</param>
    /// <param name="read">Reads the reply; null if it is something else.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public Task<BatchReply<T>> AskAsync<T>(BatchRequest request, string expected, Func<JsonElement, T?> read, CancellationToken cancellationToken)
        where T : class =>
        RunAsync(
            request,
            async (response, exchange) =>
            {
                using var body = await ReplyBody.OpenAsync(response, exchange.Guard.Token).ConfigureAwait(false);
                var bytes = await BodyReader.ReadAsync(body, exchange.Guard, Silence, response.Content.Headers.ContentLength).ConfigureAwait(false);
                return Parse(bytes, read) is { } value ? new BatchReply<T>(value) : Refused<T>(ExchangeFailures.NotExpected(exchange, expected));
            },
            cancellationToken);

    /// <summary>Sends a request whose reply is its headers; the value is what is read of them.</summary>
    public Task<BatchReply<T>> AskHeadersAsync<T>(BatchRequest request, string expected, Func<HttpResponseHeaders, T?> read, CancellationToken cancellationToken)
        where T : class =>
        RunAsync(
            request,
            (response, exchange) => Task.FromResult(read(response.Headers) is { } value ? new BatchReply<T>(value) : Refused<T>(ExchangeFailures.NotExpected(exchange, expected))),
            cancellationToken);

    /// <summary>Deletes; the value is false if there was nothing at the address.</summary>
    public async Task<BatchReply<bool>> DeleteAsync(BatchRequest request, CancellationToken cancellationToken)
    {
        var reply = await RunAsync(request, (_, _) => Task.FromResult(new BatchReply<bool>(true)), cancellationToken).ConfigureAwait(false);
        return reply.Failure is { Status: 404 or 410 } ? new BatchReply<bool>(false) : reply;
    }

    /// <summary>Reads a reply line by line; the value counts its lines.</summary>
    /// <param name="request">The request.</param>
    /// <param name="expected">The number of results that are expected.</param>
    /// <param name="take">Takes a line; false if it is not a result.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<BatchReply<BatchLines>> ReadLinesAsync(BatchRequest request, int expected, Func<ReadOnlyMemory<byte>, Task<bool>> take, CancellationToken cancellationToken)
    {
        var lines = default(BatchLines);
        var (_, failure) = await ScanAsync(
            request,
            expected,
            async line =>
            {
                lines = lines.Plus(await take(line).ConfigureAwait(false) ? new BatchLines(1, 0) : new BatchLines(0, 1));
                return null;
            },
            cancellationToken).ConfigureAwait(false);
        return new BatchReply<BatchLines>(lines, failure);
    }

    /// <summary>Reads a reply up to the first line of which something is read; null if there is none.</summary>
    public Task<BatchReply<string>> FindLineAsync(BatchRequest request, int expected, Func<ReadOnlyMemory<byte>, string?> read, CancellationToken cancellationToken) =>
        ScanAsync(request, expected, line => Task.FromResult(read(line)), cancellationToken);

    /// <summary>The failure of a batch API that a provider does not have; the failure itself if it is another one.</summary>
    /// <param name="failure">A failure.</param>
    /// <param name="address">Where the API was looked for.</param>
    public static Failure OfMissingApi(Failure failure, Uri address) =>
        failure is { Status: 404 or 405 or 501, Signal: FailureSignal.None or FailureSignal.ErrorPage or FailureSignal.UnknownError or FailureSignal.WrongApi or FailureSignal.ServerError }
            ? failure with { Signal = FailureSignal.WrongApi, Message = $"the provider has no batch API at {address.GetLeftPart(UriPartial.Path)} ({failure.Message})" }
            : failure;

    private Task<BatchReply<string>> ScanAsync(BatchRequest request, int expected, Func<ReadOnlyMemory<byte>, Task<string?>> take, CancellationToken cancellationToken) =>
        RunAsync(
            request with { IsOfLines = true },
            async (response, exchange) =>
            {
                using var body = await ReplyBody.OpenAsync(response, exchange.Guard.Token).ConfigureAwait(false);
                var lines = new LineReader(body, exchange.Guard, Silence);
                for (var left = ((long)expected * MostLinesEach) + MoreLines; await lines.ReadAsync().ConfigureAwait(false) is { } line; left--)
                {
                    if (left == 0)
                    {
                        return Refused<string>(ExchangeFailures.NotExpected(exchange, $"the results of {expected} requests: it has too many lines"));
                    }

                    if (await take(line).ConfigureAwait(false) is { } found)
                    {
                        return new BatchReply<string>(found);
                    }
                }

                return default;
            },
            cancellationToken);

    private static BatchReply<T> Refused<T>(Failure failure) => new(default, failure);

    private static T? Parse<T>(ReadOnlyMemory<byte> bytes, Func<JsonElement, T?> read)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Also half a character in a text that is read.
            return null;
        }
    }

    // Sends a request, and reads its reply if it succeeded.
    private async Task<BatchReply<T>> RunAsync<T>(BatchRequest request, Func<HttpResponseMessage, ExchangeScope, Task<BatchReply<T>>> read, CancellationToken cancellationToken)
    {
        using var exchange = new ExchangeScope(timeProvider, cancellationToken);
        try
        {
            exchange.Guard.Arm(Silence);
            using var message = Message(request, exchange.Guard);
            var response = await sender.SendAsync(message, exchange.Guard.Token).ConfigureAwait(false);
            exchange.Take(response);
            return response.IsSuccessStatusCode
                ? await read(response, exchange).ConfigureAwait(false)
                : Refused<T>(await ErrorReader.OfResponseAsync(wire, response, exchange.Guard, Silence, timeProvider.GetUtcNow()).ConfigureAwait(false));
        }
        catch (TransportException exception)
        {
            return Refused<T>(ExchangeFailures.OfTransport(exception, exchange));
        }
        catch (OperationCanceledException) when (exchange.Guard.Expired)
        {
            return Refused<T>(ExchangeFailures.OfSilence(exchange));
        }
    }

    private HttpRequestMessage Message(BatchRequest request, StallGuard guard)
    {
        var message = WireRequest.Of(request.Method, wire, request.Address, request.Key, options.Headers, request.Content?.Invoke(guard));
        if (request.IsOfLines)
        {
            message.Headers.Accept.Clear();
            message.Headers.TryAddWithoutValidation("Accept", "*/*");
        }

        return message;
    }
}
