using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace HolySheep.Gateway.Tests.Harness;

/// <summary>A collector of telemetry on 127.0.0.1, which keeps what it gets.</summary>
internal sealed class TelemetryReceiver : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<ReceivedExport> _received = new();

    private TelemetryReceiver(HttpProtocols protocols, int status)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        _application = builder.Build();
        ((IApplicationBuilder)_application).Run(async http =>
        {
            await using var body = http.Request.Headers.ContentEncoding == "gzip" ? new GZipStream(http.Request.Body, CompressionMode.Decompress) : http.Request.Body;
            using var bytes = new MemoryStream();
            await body.CopyToAsync(bytes);
            _received.Enqueue(new ReceivedExport(http.Request.Path, http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), bytes.ToArray()));
            http.Response.StatusCode = status;
            if (http.Request.ContentType == "application/grpc")
            {
                // An empty message, and its status.
                http.Response.ContentType = "application/grpc";
                await http.Response.Body.WriteAsync(new byte[5]);
                http.Response.AppendTrailer("grpc-status", "0");
            }
        });
    }

    /// <summary>What has come, in order.</summary>
    public IReadOnlyList<ReceivedExport> Received => [.. _received];

    public string Root => _application.Urls.Single().TrimEnd('/');

    public static async Task<TelemetryReceiver> StartAsync(HttpProtocols protocols = HttpProtocols.Http1, int status = 200)
    {
        var receiver = new TelemetryReceiver(protocols, status);
        await receiver._application.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
