using System;
using System.Diagnostics;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.TestKit.Wire;

/// <summary>Serves the requests of one connection, one after the other.</summary>
internal sealed class ProviderConnection(ScriptedProvider provider, Socket socket, Stream stream, int id)
{
    private readonly RequestReader _reader = new(stream);
    private readonly ReplyWriter _writer = new(socket, stream);

    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        while (await _reader.ReadHeadAsync(cancellationToken) is { } head)
        {
            long receivedAt = Stopwatch.GetTimestamp();
            if (head.ExpectsContinue)
            {
                await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), cancellationToken);
            }

            byte[] body = await _reader.ReadBodyAsync(head, cancellationToken);
            (RecordedRequest request, Reply reply) = provider.Receive(head, body, id, receivedAt);
            if (!await AnswerAsync(request, reply, cancellationToken) || head.WantsClose)
            {
                return;
            }
        }
    }

    private async Task<bool> AnswerAsync(RecordedRequest request, Reply reply, CancellationToken cancellationToken)
    {
        // not disposed: the watch may still use it after the reply
        var left = new CancellationTokenSource();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(left.Token, cancellationToken);
        Task watching = WatchAsync(left, cancellationToken);
        try
        {
            return await _writer.SendAsync(reply, ReplyPlanner.Plan(reply, request, provider.Name), stopping.Token);
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            provider.NoteDisconnect();
            await watching;
            return false;
        }
    }

    private async Task WatchAsync(CancellationTokenSource left, CancellationToken cancellationToken)
    {
        try
        {
            if (await _reader.HasLeftAsync(cancellationToken))
            {
                await left.CancelAsync();
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // our own side closed the connection
        }
    }
}
