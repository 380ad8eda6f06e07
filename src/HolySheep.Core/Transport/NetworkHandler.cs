using System;
using System.Net;
using System.Net.Http;
#if !NET8_0_OR_GREATER
using System.Security.Authentication;
#endif
using HolySheep.Configuration.Options;

namespace HolySheep.Transport;

/// <summary>Creates the handler that sends requests over the network: pooled connections, no redirects, decompressed bodies.</summary>
internal static class NetworkHandler
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);
    private const int ConnectionsPerServer = 256;
#if NET8_0_OR_GREATER
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromMilliseconds(250);
#endif

    /// <param name="network">The settings.</param>
    /// <param name="connectTimeout">The limit of a connection.</param>
    /// <param name="check">Throws for a host whose IP address must not be connected to; the proxy's own address is not asked about. Windows PowerShell does not ask. Null allows all.</param>
    public static HttpMessageHandler Create(NetworkOptions network, TimeSpan connectTimeout, Action<string, IPAddress>? check = null)
    {
        var authorities = network.CaFile is { } file ? CertificateAuthorities.Read(file) : null;
#if NET8_0_OR_GREATER
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = connectTimeout,

            // An abandoned stream must not cost anything further.
            ResponseDrainTimeout = DrainTimeout,

            // Host names move to other addresses: a connection that never ends would not notice.
            PooledConnectionLifetime = ConnectionLifetime,
            MaxConnectionsPerServer = ConnectionsPerServer,
        };
        if (check is not null)
        {
            // Checked where it is connected to: a name can lead elsewhere at the next look.
            handler.ConnectCallback = (context, cancellationToken) => CheckedConnection.OpenAsync(context, check, cancellationToken);
        }

        if (authorities is not null)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) => authorities.Accept(certificate, chain, errors);
        }
#else
        _ = connectTimeout;
        _ = check;
        _ = ConnectionLifetime;
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            MaxConnectionsPerServer = ConnectionsPerServer,
        };
        if (ServicePointManager.SecurityProtocol != 0)
        {
            // 0 leaves the choice to the system. Old hosts, such as powershell.exe, start with protocols that providers no longer accept.
            handler.SslProtocols = SslProtocols.Tls12;
        }

        if (authorities is not null)
        {
            handler.ServerCertificateCustomValidationCallback = (_, certificate, chain, errors) => authorities.Accept(certificate, chain, errors);
        }
#endif
        handler.UseProxy = !network.Direct;
        if (network.Proxy is not null)
        {
            handler.Proxy = new WebProxy(network.Proxy)
            {
                Credentials = network.ProxyUser is null ? null : new NetworkCredential(network.ProxyUser, network.ProxyPassword?.Reveal()),
            };
        }

        return handler;
    }
}
