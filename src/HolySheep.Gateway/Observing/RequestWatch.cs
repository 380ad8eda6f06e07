using System;
using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HolySheep.Gateway.Serving;

namespace HolySheep.Gateway.Observing;

/// <summary>Takes note of each request that has ended: a line in the access log, and a count.</summary>
/// <param name="log">Receives the lines, from any thread; null if there is no log.</param>
/// <param name="metrics">Counts the requests.</param>
internal sealed class RequestWatch(Action<string>? log, MetricsBook metrics)
{
    private const int CallerLeft = 499;
    private const int LongestPath = 200;
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Notes a request.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="path">The path of its endpoint; null if there is none.</param>
    /// <param name="at">When it came.</param>
    /// <param name="duration">How long it took.</param>
    public void Note(Exchange exchange, string? path, DateTimeOffset at, TimeSpan duration)
    {
        var status = exchange.Left.IsCancellationRequested && !exchange.GatewayEnds.IsCancellationRequested && !exchange.Response.HasStarted ? CallerLeft : exchange.Response.StatusCode;
        metrics.Count(path ?? "other", status);
        if (log is null)
        {
            return;
        }

        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes, WriterOptions))
        {
            // The path of no endpoint is the caller's own text, which may hold anything.
            var shown = path ?? HolySheepClient.Mask(exchange.Request.Path.Value ?? "");
            exchange.Entry.Write(json, at, exchange.Request.Method, shown.Length > LongestPath ? shown[..LongestPath] : shown, status, duration);
        }

        log(Encoding.UTF8.GetString(bytes.WrittenSpan));
    }
}
