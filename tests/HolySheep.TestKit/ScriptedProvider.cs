using System;
using System.Collections.Generic;
using System.Net.Security;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.TestKit.Batches;
using HolySheep.TestKit.Wire;

namespace HolySheep.TestKit;

/// <summary>
/// A provider on 127.0.0.1 that speaks HTTP/1.1 over raw sockets, answers from a script and records every request.
/// Without a script it answers chat requests with <see cref="Reply.Echo"/>.
/// </summary>
public sealed partial class ScriptedProvider : IAsyncDisposable
{
    private readonly LoopbackListener _listener;
    private readonly TestAuthority? _authority;

    /// <summary>Starts to listen on a free port.</summary>
    /// <param name="name">Stands in the default answer, the ids and the request ids.</param>
    /// <param name="tls">True speaks TLS with a certificate of an authority made for this provider.</param>
    /// <param name="hosts">Further hosts that the certificate names, for a provider behind a proxy that stands for them.</param>
    public ScriptedProvider(string name = "scripted", bool tls = false, params IEnumerable<string> hosts)
    {
        Name = name;
        Batches = new ScriptedBatches(this);
        _authority = tls ? new TestAuthority(hosts) : null;
        _listener = new LoopbackListener(ServeAsync);
    }

    /// <summary>The name that stands in its answers.</summary>
    public string Name { get; }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port => _listener.Port;

    /// <summary>The address with <c>/v1</c>, without a slash at the end.</summary>
    public string BaseUrl => Root + "/v1";

    /// <summary>The address of the host alone, without a slash at the end.</summary>
    public string Root => $"{(_authority is null ? "http" : "https")}://127.0.0.1:{Port}";

    /// <summary>The PEM file of the authority that signed the certificate.</summary>
    /// <exception cref="InvalidOperationException">The provider does not speak TLS.</exception>
    public string CaFile => (_authority ?? throw new InvalidOperationException("Only a provider with TLS has an authority.")).CaFile;

    /// <summary>Closes every connection and throws what went wrong in serving.</summary>
    /// <exception cref="AggregateException">A request was no HTTP, or a handler of the test threw.</exception>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _listener.DisposeAsync();
        }
        finally
        {
            _authority?.Dispose();
        }
    }

    private async Task ServeAsync(Socket socket, int id, CancellationToken cancellationToken)
    {
        await using var network = new NetworkStream(socket);
        if (_authority is null)
        {
            await new ProviderConnection(this, socket, network, id).ServeAsync(cancellationToken);
            return;
        }

        await using var secure = new SslStream(network);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _authority.ServerCertificate }, cancellationToken);
        await new ProviderConnection(this, socket, secure, id).ServeAsync(cancellationToken);
    }
}
