using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace HolySheep.TestKit;

/// <summary>An address on 127.0.0.1 where no connection can be made: it refuses, or it never answers.</summary>
public sealed class DeadEndpoint : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _filling = [];

    private DeadEndpoint() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    /// <summary>The address with <c>/v1</c>.</summary>
    public string BaseUrl => $"http://127.0.0.1:{((IPEndPoint)_socket.LocalEndPoint!).Port}/v1";

    /// <summary>A port that refuses: it is bound, but no socket listens.</summary>
    public static DeadEndpoint Refusing() => new();

    /// <summary>A port that never completes a connection: its queue is full and no connection is accepted.</summary>
    public static async Task<DeadEndpoint> HangingAsync()
    {
        var endpoint = new DeadEndpoint();
        endpoint._socket.Listen(0);
        for (int filled = 0; filled < 64; filled++)
        {
            var filler = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            endpoint._filling.Add(filler);
            Task connecting = filler.ConnectAsync(endpoint._socket.LocalEndPoint!);
            if (await Task.WhenAny(connecting, Task.Delay(250)) != connecting)
            {
                return endpoint;
            }
        }

        endpoint.Dispose();
        throw new InvalidOperationException("This system completes connections that are not accepted, so a hanging one cannot be created.");
    }

    /// <summary>Frees the port.</summary>
    public void Dispose()
    {
        _filling.ForEach(filler => filler.Dispose());
        _socket.Dispose();
    }
}
