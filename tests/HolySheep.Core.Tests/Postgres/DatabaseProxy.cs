using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Npgsql;

namespace HolySheep.Postgres;

/// <summary>A network between a client and its database that a test can make slow, cut, or take replies from.</summary>
internal sealed class DatabaseProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> _open = new();
    private readonly CancellationTokenSource _closed = new();
    private readonly Task _accepting;
    private readonly int _target;
    private int _dropped;
    private int _refused;
    private volatile bool _isCut;
    private volatile Task _flow = Task.CompletedTask;
    private TaskCompletionSource? _frozen;

    public DatabaseProxy(string connection)
    {
        var builder = new NpgsqlConnectionStringBuilder(connection);
        _target = builder.Port;
        _listener.Start();
        builder.Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        Connection = builder.ConnectionString;
        _accepting = AcceptAsync();
    }

    /// <summary>The connection string through this network.</summary>
    public string Connection { get; }

    /// <summary>How long each piece takes.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Whether a reply was dropped.</summary>
    public bool HasDropped => Volatile.Read(ref _dropped) == 2;

    /// <summary>How many connections were refused.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>Ends all connections, and refuses new ones until <see cref="Restore"/>.</summary>
    public void Cut()
    {
        _isCut = true;
        EndConnections();
    }

    public void Restore() => _isCut = false;

    /// <summary>Forwards nothing in either direction, as a network that loses every packet, until <see cref="Thaw"/>: what was sent meanwhile arrives then.</summary>
    public void Freeze()
    {
        _frozen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _flow = _frozen.Task;
    }

    public void Thaw() => _frozen!.SetResult();

    /// <summary>Ends all connections; new ones are possible.</summary>
    public void EndConnections()
    {
        foreach (var client in _open.Keys)
        {
            // Null once the connection has ended by itself.
            client.Client?.Close(0);
        }
    }

    /// <summary>Drops the next reply with its connection; the server has done what was asked.</summary>
    public void DropNextReply() => Volatile.Write(ref _dropped, 1);

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        await _accepting;
        _listener.Stop();
        EndConnections();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_closed.Token);
                if (_isCut)
                {
                    client.Client.Close(0);
                    Interlocked.Increment(ref _refused);
                    continue;
                }

                _ = ServeAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient { NoDelay = true };
        client.NoDelay = true;
        try
        {
            await _flow.WaitAsync(_closed.Token);
            await server.ConnectAsync(IPAddress.Loopback, _target);
            (_open[client], _open[server]) = (true, true);
            await Task.WhenAny(CopyAsync(client, server, isReply: false), CopyAsync(server, client, isReply: true));
        }
        catch (Exception exception) when (exception is SocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
        }
        finally
        {
            _open.TryRemove(client, out _);
            _open.TryRemove(server, out _);
            client.Dispose();
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, bool isReply)
    {
        var buffer = new byte[16384];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _closed.Token) is > 0 and var count)
            {
                if (Delay > TimeSpan.Zero)
                {
                    await Task.Delay(Delay, _closed.Token);
                }

                await _flow.WaitAsync(_closed.Token);
                if (isReply && Interlocked.CompareExchange(ref _dropped, 2, 1) == 1)
                {
                    from.Client.Close(0);
                    to.Client.Close(0);
                    return;
                }

                await to.GetStream().WriteAsync(buffer.AsMemory(0, count), _closed.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
        }
    }
}
