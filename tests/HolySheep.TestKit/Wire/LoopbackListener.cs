using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.TestKit.Wire;

/// <summary>Accepts connections on a free port of 127.0.0.1 and keeps what went wrong in serving them for the end.</summary>
internal sealed class LoopbackListener : IAsyncDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<int, Task> _connections = new();
    private readonly ConcurrentQueue<Exception> _faults = new();
    private readonly Func<Socket, int, CancellationToken, Task> _serve;
    private readonly Task _accepting;
    private int _disposed;

    public LoopbackListener(Func<Socket, int, CancellationToken, Task> serve)
    {
        _serve = serve;
        _listener.Start(512);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public void NoteFault(Exception fault) => _faults.Enqueue(fault);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        // the token alone ends the accepts: a listener stopped between two of them would throw
        await _closing.CancelAsync();
        await _accepting;
        _listener.Stop();
        await Task.WhenAll(_connections.Values);
        _listener.Dispose();
        _closing.Dispose();
        if (!_faults.IsEmpty)
        {
            throw new AggregateException("A scripted endpoint failed while it served the test.", _faults);
        }
    }

    private async Task AcceptAsync()
    {
        for (int id = 1; !_closing.IsCancellationRequested; id++)
        {
            try
            {
                Socket socket = await _listener.AcceptSocketAsync(_closing.Token);
                _connections[id] = Task.Run(() => ServeAsync(socket, id));
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket, int id)
    {
        using (socket)
        {
            try
            {
                socket.NoDelay = true;
                await _serve(socket, id, _closing.Token);
            }
            catch (Exception exception) when (IsEndOfConversation(exception))
            {
                // the other side went away, or the test is over
            }
            catch (Exception exception)
            {
                NoteFault(exception);
            }
        }

        _connections.TryRemove(id, out _);
    }

    private bool IsEndOfConversation(Exception exception) => exception switch
    {
        IOException or SocketException or AuthenticationException => true,
        OperationCanceledException or ObjectDisposedException => _closing.IsCancellationRequested,
        _ => false,
    };
}
