using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Gateway.Headers;
using HolySheep.Gateway.Protocols;
using Microsoft.AspNetCore.Connections;

namespace HolySheep.Gateway.Serving;

/// <summary>Sends an answer in events, each as it comes. Nothing is sent before the first piece or the first sign of life, so that a failure until then has its own status.</summary>
internal sealed class StreamedAnswer(Exchange exchange, ProtocolRequest request)
{
    private readonly StreamBody _body = new(exchange);
    private IEventWriter? _writer;
    private EventBuffer? _events;
    private decimal? _cost;

    /// <summary>Sends the answer to its end.</summary>
    /// <exception cref="HolySheepException">No target answered, and nothing was sent.</exception>
    /// <exception cref="OperationCanceledException">The caller left, or takes nothing.</exception>
    public async Task SendAsync()
    {
        using var events = _events = new EventBuffer();
        _writer = exchange.Protocol.BeginStream(request, events);
        var updates = exchange.Served.Client.StreamAsync(request.Chat, exchange.Ended).GetAsyncEnumerator(exchange.Ended);
        try
        {
            await using (updates)
            {
                await SendAllAsync(updates);
            }
        }
        catch (Exception exception) when (_body.IsOpen && (exchange.IsEndOfCalls(exception) || exception is not (OperationCanceledException or IOException or ConnectionAbortedException or ConnectionResetException)))
        {
            var fault = exchange.FaultOf(exception);
            _writer.Fail(fault.InStream);
            await FlushAsync();
            await _body.EndAsync(fault.Cost);
        }
        finally
        {
            if (_body.IsOpen)
            {
                // The end is missing: no client may take what was sent for a whole answer, or the next response for the rest of it.
                exchange.Abort();
            }
        }
    }

    private async Task SendAllAsync(IAsyncEnumerator<ChatUpdate> updates)
    {
        while (true)
        {
            var next = updates.MoveNextAsync();
            if (!(next.IsCompleted ? await next : await WaitAsync(next.AsTask())))
            {
                await FlushAsync();
                await _body.EndAsync(_cost);
                return;
            }

            if (updates.Current.Source is { IsPassedOn: true })
            {
                _writer = new OriginalEvents(exchange.Protocol, request, _events!, _writer!);
            }

            Begin(updates.Current.Source);
            Take(updates.Current);
            _writer!.Write(updates.Current);
        }
    }

    private async Task<bool> WaitAsync(Task<bool> next)
    {
        try
        {
            // What came before goes out before the wait for more.
            await FlushAsync();
            return await SilentWait.ForAsync(next, exchange.Options.KeepAlive, exchange.Time, SignAsync);
        }
        catch when (!next.IsCompleted)
        {
            // The reader is gone. The call ends first: updates cannot be disposed of while they move.
            exchange.Abort();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    private void Take(ChatUpdate update)
    {
        if (update.Source is { } source)
        {
            exchange.Entry.Take(source);
        }

        if (update.Result is { } result)
        {
            _cost = result.Cost;
            exchange.Entry.Take(result);
        }
    }

    private async Task SignAsync()
    {
        Begin(null);
        _writer!.KeepAlive();
        await FlushAsync();
    }

    private void Begin(ChatSource? source)
    {
        if (_body.IsOpen)
        {
            return;
        }

        _body.Begin();
        exchange.Response.ContentType = "text/event-stream; charset=utf-8";
        exchange.Response.Headers.CacheControl = "no-cache";
        exchange.Response.Headers["x-accel-buffering"] = "no";
        if (source is not null)
        {
            AnswerHeaders.Write(exchange.Response.Headers, source, exchange.Protocol.RequestIdName);
        }
    }

    private async ValueTask FlushAsync()
    {
        if (_events!.Bytes.Length > 0)
        {
            // Not to be sent twice if the caller has left meanwhile.
            await _body.SendAsync(_events.Bytes);
            _events.Clear();
        }
    }
}
