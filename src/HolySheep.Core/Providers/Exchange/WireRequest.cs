using System;
using System.Collections.Generic;
#if NET8_0_OR_GREATER
using System.Buffers;
#endif
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Transport;

namespace HolySheep.Providers.Exchange;

/// <summary>Makes the requests of a wire: its body, and headers in their order of precedence.</summary>
internal static class WireRequest
{
    private const int BodyOverhead = 512;
#if NET8_0_OR_GREATER
    private const int MostKept = 64 * 1024;

    [ThreadStatic]
    private static ScratchBody? _scratch;

#endif
    private static readonly HashSet<string> OfEveryRequest = new(["Accept", "User-Agent"], StringComparer.OrdinalIgnoreCase);
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    // The body is not HTML, so the text needs no extra escapes.
    /// <summary>How bodies are written.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A request for an answer.</summary>
    public static HttpRequestMessage Answer(IWire wire, ProviderCall call, IReadOnlyDictionary<string, string> headers, ToolPairs pairs, WireNotes notes)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, wire.AnswerAddress(call)) { Content = Body(wire, null, call, pairs, notes) };
        AddHeaders(request, wire, call, headers);
        return request;
    }

    /// <summary>The bytes of a request for an answer: the address, the headers that matter for the answer, in order, and the body. Each text has its length, so that no two requests give the same bytes.</summary>
    public static async Task<byte[]> DescribeAsync(IWire wire, ProviderCall call, IReadOnlyDictionary<string, string> headers)
    {
        using var request = Answer(wire, call with { Key = null, Streamed = false, Visible = false }, headers, new ToolPairs(call.Request.Messages), new WireNotes());
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(request.RequestUri!.AbsoluteUri);
            foreach (var header in request.Headers.Where(header => !OfEveryRequest.Contains(header.Key)).OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase))
            {
                writer.Write(header.Key.ToLowerInvariant());
                writer.Write(string.Join("\n", header.Value));
            }

            writer.Write(await request.Content!.ReadAsByteArrayAsync().ConfigureAwait(false));
        }

        return bytes.ToArray();
    }

    /// <summary>A request for a count of the tokens of a prompt.</summary>
    public static HttpRequestMessage Count(IWire wire, ITokenCounter counter, ProviderCall call, IReadOnlyDictionary<string, string> headers, ToolPairs pairs, WireNotes notes)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, counter.CountAddress(call)) { Content = Body(wire, counter, call, pairs, notes) };
        AddHeaders(request, wire, call, headers);
        return request;
    }

    /// <summary>A request for a page of the list of models.</summary>
    public static HttpRequestMessage Models(IWire wire, Uri address, Secret? key, IReadOnlyDictionary<string, string> headers) =>
        Of(HttpMethod.Get, wire, address, key, headers, content: null);

    /// <summary>A request for something else than an answer, such as a list or a file.</summary>
    public static HttpRequestMessage Of(HttpMethod method, IWire wire, Uri address, Secret? key, IReadOnlyDictionary<string, string> headers, HttpContent? content)
    {
        var request = new HttpRequestMessage(method, address) { Content = content };
        AddHeaders(request, wire, key, streamed: false, headers);
        return request;
    }

    private static void AddHeaders(HttpRequestMessage request, IWire wire, ProviderCall call, IReadOnlyDictionary<string, string> headers)
    {
        AddHeaders(request, wire, call.Key, call.Streamed, headers);
        foreach (var header in call.Request.ExtraHeaders)
        {
            Put(request, header);
        }

        if (OriginalRequest.Of(call) is { } original)
        {
            foreach (var header in original.Headers)
            {
                Put(request, header);
            }
        }
    }

    private static void AddHeaders(HttpRequestMessage request, IWire wire, Secret? key, bool streamed, IReadOnlyDictionary<string, string> headers)
    {
        // .NET Framework would ask for permission to send the body: a round trip, and a 417 from some gateways.
        request.Headers.ExpectContinue = false;
        request.Headers.TryAddWithoutValidation("Accept", streamed ? "text/event-stream, application/json" : "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", HttpSender.UserAgent);
        wire.Authorize(request, key);
        foreach (var header in headers)
        {
            Put(request, header);
        }
    }

    // Replaces an earlier header of the same name: the caller's takes precedence over the provider's, and that over our own.
    private static void Put(HttpRequestMessage request, KeyValuePair<string, string> header)
    {
        if (request.Headers.TryGetValues(header.Key, out _))
        {
            request.Headers.Remove(header.Key);
        }

        request.Headers.TryAddWithoutValidation(header.Key, header.Value);
    }

    private static HttpContent Body(IWire wire, ITokenCounter? counter, ProviderCall call, ToolPairs pairs, WireNotes notes)
    {
        if (counter is null && wire is IOriginalWire original && OriginalRequest.Of(call) is { } passedOn)
        {
            return new SentContent(OriginalRequest.Write(original, passedOn, call)) { Headers = { ContentType = Json } };
        }

        var length = BodyOverhead;
        foreach (var message in call.Request.Messages)
        {
            length += message.Content.Length;
        }

#if NET8_0_OR_GREATER
        var scratch = _scratch ?? new ScratchBody(new ArrayBufferWriter<byte>(length));

        // An exception leaves the writer in the middle of a request: the next request creates another.
        _scratch = null;
        Write(scratch.Writer, wire, counter, call, pairs, notes);
        HttpContent content = new SentContent(scratch.Take());
        _scratch = scratch.Buffer.Capacity <= MostKept ? scratch : null;
#else
        using var buffer = new MemoryStream(length);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            Write(writer, wire, counter, call, pairs, notes);
        }

        HttpContent content = new SentContent(buffer.GetBuffer(), (int)buffer.Length);
#endif
        content.Headers.ContentType = Json;
        return content;
    }

    private static void Write(Utf8JsonWriter writer, IWire wire, ITokenCounter? counter, ProviderCall call, ToolPairs pairs, WireNotes notes)
    {
        if (counter is null)
        {
            wire.WriteBody(writer, call, pairs, notes);
        }
        else
        {
            counter.WriteCountBody(writer, call, pairs, notes);
        }
    }

#if NET8_0_OR_GREATER
    /// <summary>The reusable buffer of a thread for its requests, so that a request allocates only its own bytes.</summary>
    private sealed class ScratchBody(ArrayBufferWriter<byte> buffer)
    {
        public ArrayBufferWriter<byte> Buffer { get; } = buffer;

        public Utf8JsonWriter Writer { get; } = new(buffer, WriterOptions);

        /// <summary>The written bytes, and space for the next.</summary>
        public byte[] Take()
        {
            Writer.Flush();
            var body = Buffer.WrittenSpan.ToArray();
            Buffer.ResetWrittenCount();
            Writer.Reset();
            return body;
        }
    }
#endif
}
