using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.TestKit.Wire;

namespace HolySheep.TestKit;

/// <summary>A forward HTTP proxy on 127.0.0.1: tunnels CONNECT, forwards requests with a whole address, records both.</summary>
public sealed class ScriptedProxy : IAsyncDisposable
{
    private readonly LoopbackListener _listener;
    private readonly ConcurrentQueue<ProxiedRequest> _requests = new();
    private readonly string? _authorization;

    /// <summary>Starts to listen on a free port; with a user and a password it answers 407 to everybody else.</summary>
    public ScriptedProxy(string? user = null, string? password = null)
    {
        _authorization = user is null ? null : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
        _listener = new LoopbackListener(ServeAsync);
    }

    /// <summary>The address to configure.</summary>
    public Uri Url => new($"http://127.0.0.1:{_listener.Port}");

    /// <summary>Where a tunnel leads that is asked for with an address: by default to that address.</summary>
    public Func<Uri, Uri> Route { get; init; } = static target => target;

    /// <summary>What came through, refused requests too, in the order of arrival.</summary>
    public IReadOnlyList<ProxiedRequest> Requests => [.. _requests];

    /// <summary>Closes every connection and throws what went wrong in serving.</summary>
    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private async Task ServeAsync(Socket socket, int id, CancellationToken cancellationToken)
    {
        await using var client = new NetworkStream(socket);
        var reader = new RequestReader(client);
        while (await reader.ReadHeadAsync(cancellationToken) is { } head)
        {
            byte[] body = await reader.ReadBodyAsync(head, cancellationToken);
            bool refused = _authorization is not null && head.Headers.GetValueOrDefault("proxy-authorization") != _authorization;
            _requests.Enqueue(new ProxiedRequest(head.Method, head.Target, head.Headers, refused));
            if (refused)
            {
                await SayAsync(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"scripted\"\r\nContent-Length: 0", cancellationToken);
                continue;
            }

            await PassAsync(client, head, body, cancellationToken);
            return;
        }
    }

    private async Task PassAsync(NetworkStream client, RequestHead head, byte[] body, CancellationToken cancellationToken)
    {
        Uri target = head.Method == "CONNECT" ? Route(new Uri($"tcp://{head.Target}")) : new Uri(head.Target);
        using var upstream = new TcpClient { NoDelay = true };
        try
        {
            await upstream.ConnectAsync(target.Host, target.Port, cancellationToken);
        }
        catch (SocketException)
        {
            await SayAsync(client, "502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close", cancellationToken);
            return;
        }

        NetworkStream server = upstream.GetStream();
        if (head.Method == "CONNECT")
        {
            await SayAsync(client, "200 Connection Established", cancellationToken);
        }
        else
        {
            await server.WriteAsync(Forwarded(head, target, body.Length), cancellationToken);
            await server.WriteAsync(body, cancellationToken);
        }

        // whichever side closes first ends both directions
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task down = server.CopyToAsync(client, ending.Token);
        Task up = client.CopyToAsync(server, ending.Token);
        await Task.WhenAny(down, up);
        await ending.CancelAsync();
        await down.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await up.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static byte[] Forwarded(RequestHead head, Uri target, int length)
    {
        string[] own = ["proxy-authorization", "proxy-connection", "connection", "transfer-encoding", "content-length", "expect"];
        IEnumerable<string> lines = head.Headers
            .Where(header => !own.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            .Select(header => $"{header.Key}: {header.Value}");
        return Encoding.Latin1.GetBytes(string.Join("\r\n", [$"{head.Method} {target.PathAndQuery} HTTP/1.1", .. lines, $"Content-Length: {length}", "Connection: close", "", ""]));
    }

    private static async Task SayAsync(Stream client, string head, CancellationToken cancellationToken) =>
        await client.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {head}\r\n\r\n"), cancellationToken);
}
