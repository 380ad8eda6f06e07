using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Errors;
using HolySheep.Gateway.Observing;
using HolySheep.Gateway.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HolySheep.Gateway;

/// <summary>The gateway: serves one client to any program, over HTTP.</summary>
public sealed class GatewayServer : IAsyncDisposable
{
    // How long before the limit of a stop calls are ended, connections closed, and the client left, so that a process ends within the limit: Kestrel takes 1 s more to break connections, and telemetry 1.5 s.
    private static readonly TimeSpan CallsEnd = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ConnectionsEnd = TimeSpan.FromSeconds(3.5);
    private static readonly TimeSpan ClientEnd = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan ShortestClose = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestClose = TimeSpan.FromSeconds(15);

    private const int MostHeaderBytes = 64 * 1024;
    private const int MostHeaders = 200;

    private readonly GatewayOptions _options;
    private readonly WebApplication _application;
    private readonly ServedClients _clients;
    private readonly RequestPipeline _pipeline;
    private readonly MetricsBook _metrics = new();
    private readonly TimeProvider _time;
    private long? _stopped;

    /// <summary>Creates a gateway that does not listen yet.</summary>
    /// <param name="backend">What it serves, and to whom.</param>
    /// <param name="options">The options.</param>
    /// <param name="timeProvider">The clock; null means the system's.</param>
    /// <exception cref="HolySheepException">Other machines could reach it, and nothing would keep them out.</exception>
    public GatewayServer(GatewayBackend backend, GatewayOptions options, TimeProvider? timeProvider = null)
    {
        // For good: a change of the configuration that takes the last client away must not open it.
        var isOpen = options.Token is null && backend.Callers.Count == 0;
        if (isOpen && !options.Listen.IsLoopback)
        {
            throw new HolySheepException(
                ErrorCode.ArgumentInvalid, $"A gateway without a token cannot listen on {options.Listen}: other machines would reach it.", "Give a token, or listen on 127.0.0.1.");
        }

        _options = options;
        _time = timeProvider ?? TimeProvider.System;
        _clients = new ServedClients(new ServedClient(backend, options));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Configure);
        builder.Services.AddSingleton<IHostLifetime, ProgramLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Drain);
        _application = builder.Build();
        _pipeline = new RequestPipeline(_clients, isOpen, _metrics, options, _time);
        ((IApplicationBuilder)_application).Run(_pipeline.ServeAsync);
    }

    /// <summary>The addresses on which it listens, with their real ports.</summary>
    public IReadOnlyList<Uri> Addresses => [.. _application.Urls.Select(url => new Uri(url))];

    /// <summary>Opens the port; requests are served once this returns.</summary>
    /// <exception cref="HolySheepException">The port cannot be opened.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await _application.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException or InvalidOperationException)
        {
            throw new HolySheepException(
                ErrorCode.ArgumentInvalid, $"The gateway cannot listen on {_options.Listen}: {exception.Message}", "Stop the program that holds the port, or give another one; port 0 takes a free one.", exception);
        }
    }

    /// <summary>Answers new requests with another client; requests under way keep theirs, which is disposed after the last of them.</summary>
    /// <param name="backend">What it serves from now on, and to whom.</param>
    public void Replace(GatewayBackend backend) => _clients.Replace(new ServedClient(backend, _options));

    /// <summary>Refuses new connections, closes idle ones, and waits until calls under way have finished. Those that are left 5 s before the limit end with an error, so that their callers hear why.</summary>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        _pipeline.Readiness.Stop();
        _stopped ??= _time.GetTimestamp();
        using var calls = new CancellationTokenSource(AtLeastZero(_options.Drain - CallsEnd), _time);
        using var connections = new CancellationTokenSource(AtLeastZero(_options.Drain - ConnectionsEnd), _time);
        using var end = calls.Token.Register(_pipeline.EndCalls);
        using var endAtOnce = cancellationToken.Register(_pipeline.EndCalls);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(connections.Token, cancellationToken);
        try
        {
            await _application.StopAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // Kestrel has closed what was left.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        var left = _stopped is { } since ? _options.Drain - ClientEnd - _time.GetElapsedTime(since) : LongestClose;
        await _clients.CloseAsync(TimeSpan.FromTicks(Math.Clamp(left.Ticks, ShortestClose.Ticks, LongestClose.Ticks)));
        _pipeline.Dispose();
        _metrics.Dispose();
    }

    private static TimeSpan AtLeastZero(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;

    private void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;

        // The endpoints refuse a body that is too large: Kestrel would end the connection before the caller has sent it, and the caller might see a reset and no answer.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
        kestrel.Limits.MaxRequestHeaderCount = MostHeaders;
        kestrel.Limits.RequestHeadersTimeout = _options.ReadLimit;

        // The body has a limit in time, and a reader of a stream may be as slow as it likes while it reads.
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Listen(_options.Listen.Address, _options.Listen.Port, listen =>
        {
            listen.Protocols = _options.Certificate is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
            if (_options.Certificate is { } certificate)
            {
                listen.UseHttps(certificate);
            }
        });
    }
}
