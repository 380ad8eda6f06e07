using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Failures;
using HolySheep.Providers.Batches;
using HolySheep.Providers.Errors;
using HolySheep.Providers.Exchange;
using HolySheep.Providers.Inspection;
using HolySheep.Transport;

namespace HolySheep.Providers;

/// <summary>One provider behind its wire: sends a request, watches its limits in time, and reads what comes back, whole or in events.</summary>
internal sealed class WireProvider(IWire wire, ProviderOptions options, HttpSender sender, TimeProvider timeProvider) : IChatProvider
{
    // A provider whose list never ends must not keep a test of it busy; no provider has this many pages.
    private const int MostPages = 100;

    private static readonly TimeSpan ListingStall = TimeSpan.FromSeconds(20);

    public IBatchApi? Batches => field ??= BatchApis.Of(wire, options, sender, timeProvider);

    public async Task<AttemptOutcome> SendAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        var exchange = new ExchangeScope(timeProvider, cancellationToken);
        var open = false;
        try
        {
            if (call.FirstToken is { } limit)
            {
                exchange.Guard.Arm(limit);
            }

            var pairs = new ToolPairs(call.Request.Messages);
            exchange.Notes.Add(pairs.Warning);
            using var request = WireRequest.Answer(wire, call, options.Headers, pairs, exchange.Notes);
            exchange.Content = request.Content as SentContent;
            var outcome = await ReceiveAsync(call, exchange, request).ConfigureAwait(false);
            open = outcome.Stream is not null;
            if (outcome.Failure is { } failure)
            {
                outcome = AttemptOutcome.Failed(OriginalRequest.Judge(wire, call, failure), outcome.Quota);
            }

            return exchange.Quota is null ? outcome : outcome.Told(exchange.Quota);
        }
        catch (TransportException exception)
        {
            return AttemptOutcome.Failed(ExchangeFailures.OfTransport(exception, exchange), exchange.Quota);
        }
        catch (OperationCanceledException) when (exchange.Guard.Expired)
        {
            return AttemptOutcome.Failed(ExchangeFailures.OfSilence(call, exchange), exchange.Quota);
        }
        catch (OperationCanceledException)
        {
            call.OnCancelled?.Invoke(exchange.SoFar);
            throw;
        }
        finally
        {
            if (!open)
            {
                exchange.Dispose();
            }
        }
    }

    public Task<byte[]> DescribeAsync(ProviderCall call) => WireRequest.DescribeAsync(wire, call, options.Headers);

    public async Task<ModelListing> ListModelsAsync(Secret? key, CancellationToken cancellationToken)
    {
        using var exchange = new ExchangeScope(timeProvider, cancellationToken);
        try
        {
            var ids = new List<string>();
            var models = new Dictionary<string, ListedModel>();
            var next = options.ModelsUrl ?? wire.ModelsAddress;
            for (var page = 0; next is not null && page < MostPages; page++)
            {
                var (read, failure) = await ReadPageAsync(next, key, exchange).ConfigureAwait(false);
                if (read is null)
                {
                    return new ModelListing([], failure, exchange.Status);
                }

                ids.AddRange(read.Ids);
                foreach (var model in read.Models)
                {
                    models[model.Key] = model.Value;
                }

                next = read.Next;
            }

            return new ModelListing(ids, null, exchange.Status) { Models = models };
        }
        catch (TransportException exception)
        {
            return new ModelListing([], ExchangeFailures.OfTransport(exception, exchange), null);
        }
        catch (OperationCanceledException) when (exchange.Guard.Expired)
        {
            return new ModelListing([], ExchangeFailures.OfSilence(exchange), exchange.Status);
        }
    }

    public async Task<TokenCountReply> CountTokensAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        if (wire is not ITokenCounter counter)
        {
            return TokenCountReply.NotOffered;
        }

        using var exchange = new ExchangeScope(timeProvider, cancellationToken);
        try
        {
            exchange.Guard.Arm(ListingStall);
            using var request = WireRequest.Count(wire, counter, call, options.Headers, new ToolPairs(call.Request.Messages), exchange.Notes);
            var (bytes, failure) = await ReadAsync(request, exchange, RequestQuotes.Of(call.Request)).ConfigureAwait(false);
            return failure is not null ? new TokenCountReply(null, failure)
                : counter.ReadCount(bytes) is { } tokens ? new TokenCountReply(tokens)
                : new TokenCountReply(null, ExchangeFailures.NotExpected(exchange, "a count of tokens"));
        }
        catch (TransportException exception)
        {
            return new TokenCountReply(null, ExchangeFailures.OfTransport(exception, exchange));
        }
        catch (OperationCanceledException) when (exchange.Guard.Expired)
        {
            return new TokenCountReply(null, ExchangeFailures.OfSilence(call, exchange));
        }
    }

    public async Task<string?> FindBalanceAsync(Secret? key, CancellationToken cancellationToken)
    {
        string? found = null;
        for (var place = 0; place < options.Balances.Count && found is null && key is not null; place++)
        {
            found = await FindBalanceAsync(options.Balances[place], key, cancellationToken).ConfigureAwait(false);
        }

        return found;
    }

    private async Task<string?> FindBalanceAsync(PresetBalance place, Secret key, CancellationToken cancellationToken)
    {
        using var exchange = new ExchangeScope(timeProvider, cancellationToken);
        try
        {
            exchange.Guard.Arm(ListingStall);
            using var request = WireRequest.Models(wire, new Uri(place.Url), key, options.Headers);
            var response = await sender.SendAsync(request, exchange.Guard.Token).ConfigureAwait(false);
            exchange.Take(response);
            if (!response.IsSuccessStatusCode)
            {
                return null;
            }

            using var body = await ReplyBody.OpenAsync(response, exchange.Guard.Token).ConfigureAwait(false);
            return BalanceReader.Read(await BodyReader.ReadAsync(body, exchange.Guard, ListingStall, response.Content.Headers.ContentLength).ConfigureAwait(false), place);
        }
        catch (Exception exception) when (exception is TransportException || (exception is OperationCanceledException && exchange.Guard.Expired))
        {
            // The balance is an extra: the test stands without it.
            return null;
        }
    }

    private async Task<(ModelPage? Page, Failure? Failure)> ReadPageAsync(Uri address, Secret? key, ExchangeScope exchange)
    {
        using var request = WireRequest.Models(wire, address, key, options.Headers);
        var (bytes, failure) = await ReadAsync(request, exchange).ConfigureAwait(false);
        return failure is not null ? (null, failure) : wire.ReadModels(bytes) is { } page ? (page, null) : (null, ExchangeFailures.NotExpected(exchange, "a list of models"));
    }

    private async Task<(ReadOnlyMemory<byte> Bytes, Failure? Failure)> ReadAsync(HttpRequestMessage request, ExchangeScope exchange, RequestQuotes? quotes = null)
    {
        var response = await sender.SendAsync(request, exchange.Guard.Token).ConfigureAwait(false);
        exchange.Take(response);
        if (!response.IsSuccessStatusCode)
        {
            return (default, await ErrorReader.OfResponseAsync(wire, response, exchange.Guard, ListingStall, timeProvider.GetUtcNow(), quotes).ConfigureAwait(false));
        }

        using var body = await ReplyBody.OpenAsync(response, exchange.Guard.Token).ConfigureAwait(false);
        return (await BodyReader.ReadAsync(body, exchange.Guard, ListingStall, response.Content.Headers.ContentLength).ConfigureAwait(false), null);
    }

    private async Task<AttemptOutcome> ReceiveAsync(ProviderCall call, ExchangeScope exchange, HttpRequestMessage request)
    {
        var response = await sender.SendAsync(request, exchange.Guard.Token).ConfigureAwait(false);
        exchange.Take(response);
        if (!response.IsSuccessStatusCode)
        {
            return AttemptOutcome.Failed(await ErrorReader.OfResponseAsync(wire, response, exchange.Guard, call.Stall, timeProvider.GetUtcNow(), RequestQuotes.Of(call.Request)).ConfigureAwait(false));
        }

        (wire as IReplyHeaders)?.Read(response.Headers, exchange.Notes);
        var body = await ReplyBody.OpenAsync(response, exchange.Guard.Token).ConfigureAwait(false);
        if (BodyForms.IsDeclaredAsEvents(response.Content))
        {
            return await StreamAsync(call, exchange, new EventBody(default, body)).ConfigureAwait(false);
        }

        // Content types are often wrong: the first bytes decide whether the body is an event stream.
        var reader = exchange.Reader = new BodyReader(body, exchange.Guard, response.Content.Headers.ContentLength);
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            var form = BodyForms.Of(reader.Bytes.Span);
            if (form == BodyForm.Events)
            {
                return await StreamAsync(call, exchange, new EventBody(reader.Bytes.Span, body)).ConfigureAwait(false);
            }

            // Whitespace restarts the silence limit, but is not a first text.
            if (!reader.IsWhole && (form == BodyForm.Whole || call.FirstToken is null))
            {
                exchange.Guard.Arm(call.Stall);
            }
        }

        exchange.Guard.Disarm();
        return WholeAnswer.Read(wire, reader.Bytes.Span, exchange.Status, exchange.RequestId, call, exchange.Notes) is { } outcome
            ? outcome.Failure is { Signal: FailureSignal.BrokenJson } broken ? AttemptOutcome.Failed(broken with { Generated = exchange.SoFar.Generated }) : outcome
            : await StreamAsync(call, exchange, new EventBody(reader.Bytes.Span, Stream.Null)).ConfigureAwait(false);
    }

    private async Task<AttemptOutcome> StreamAsync(ProviderCall call, ExchangeScope exchange, EventBody body)
    {
        var stream = new AnswerStream(wire, exchange, body, call);
        exchange.Stream = stream;
        var keep = false;
        try
        {
            while (await stream.ReadAsync().ConfigureAwait(false) is { } piece)
            {
                if (call.Visible)
                {
                    keep = true;
                    return AttemptOutcome.Streaming(stream, piece);
                }

                call.OnFirstText?.Invoke();
            }

            return AttemptOutcome.Of(stream);
        }
        finally
        {
            if (!keep)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
