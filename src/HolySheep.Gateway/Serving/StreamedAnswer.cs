using System;
using System.Buffers;
using System.Collections.Generic;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Gateway.Headers;
using HolySheep.Gateway.Http;
using HolySheep.Gateway.Protocols;

namespace HolySheep.Gateway.Serving;

/// <summary>Sends an answer in events, each as it comes. Nothing is sent before the first piece or the first sign of life, so that a failure until then has its own status.</summary>
internal sealed class StreamedAnswer(Exchange exchange, ProtocolRequest request)
{
    private IEventWriter? _writer;
    private EventBuffer? _events;
    private bool _begun;

    /// <summary>Sends the answer to its end.</summary>
    /// <exception cref="HolySheepException">No target answered, and nothing was sent.</exception>
    /// <exception cref="OperationCanceledException">The caller left, or takes nothing.</exception>
    public async Task SendAsync()
    {
        using var events = _events = new EventBuffer();
        _writer = exchange.Protocol.BeginStream(request, events);
        var updates = exchange.Served.Client.StreamAsync(request.Chat, exchange.Left).GetAsyncEnumerator(exchange.Left);
        await using (updates)
        {
            try
            {
                await SendAllAsync(updates);
            }
            catch (HolySheepException exception) when (_begun)
            {
                _writer.Fail(CallFaults.Of(exception, exchange.Time.GetUtcNow()));
                await FlushAsync();
            }
        }
    }

    private async Task SendAllAsync(IAsyncEnumerator<ChatUpdate> updates)
    {
        while (true)
        {
            var next = updates.MoveNextAsync();
            if (!next.IsCompleted)
            {
                // What came before goes out before the wait for more.
                await FlushAsync();
            }

            if (!(next.IsCompleted ? await next : await WaitAsync(next.AsTask())))
            {
                await FlushAsync();
                return;
            }

            if (updates.Current.Source is { IsPassedOn: true })
            {
                _writer = new OriginalEvents(exchange.Protocol, request, _events!, _writer!);
            }

            Begin(updates.Current.Source);
            _writer!.Write(updates.Current);
        }
    }

    private async Task<bool> WaitAsync(Task<bool> next)
    {
        while (true)
        {
            try
            {
                return await next.WaitAsync(exchange.Options.KeepAlive, exchange.Time);
            }
            catch (TimeoutException) when (!next.IsCompleted)
            {
                Begin(null);
                _writer!.KeepAlive();
                await FlushAsync();
            }
        }
    }

    private void Begin(ChatSource? source)
    {
        if (_begun)
        {
            return;
        }

        _begun = true;
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
            exchange.Response.BodyWriter.Write(_events.Bytes.Span);
            _events.Clear();
            await exchange.FlushAsync();
        }
    }
}
