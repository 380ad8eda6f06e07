using System;
using System.Collections.Generic;
#if NET8_0_OR_GREATER
using System.Buffers;
#else
using System.IO;
#endif
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.OpenAI;

/// <summary>Writes a request in this wire format.</summary>
internal static class OpenAIRequest
{
    private const int BodyOverhead = 512;
#if NET8_0_OR_GREATER
    private const int MostKept = 64 * 1024;

    [ThreadStatic]
    private static ScratchBody? _scratch;

#endif
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly string UserAgent = "HolySheep/" + typeof(OpenAIRequest).Assembly.GetName().Version?.ToString(3);

    // The body is not HTML, so the text needs no extra escapes.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static HttpRequestMessage Chat(Uri address, ProviderCall call, IReadOnlyDictionary<string, string> headers, ToolPairs pairs)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = Body(call, pairs) };
        // .NET Framework would ask for permission to send the body: a round trip, and a 417 from some gateways.
        request.Headers.ExpectContinue = false;
        AddHeaders(request, call.Key, call.Streamed, headers);
        foreach (var header in call.Request.ExtraHeaders)
        {
            Put(request, header);
        }

        return request;
    }

    public static HttpRequestMessage Models(Uri address, Secret? key, IReadOnlyDictionary<string, string> headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        AddHeaders(request, key, streamed: false, headers);
        return request;
    }

    private static void AddHeaders(HttpRequestMessage request, Secret? key, bool streamed, IReadOnlyDictionary<string, string> headers)
    {
        request.Headers.TryAddWithoutValidation("Accept", streamed ? "text/event-stream, application/json" : "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key.Reveal());
        }

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

    private static HttpContent Body(ProviderCall call, ToolPairs pairs)
    {
        var length = BodyOverhead;
        foreach (var message in call.Request.Messages)
        {
            length += message.Content.Length;
        }

#if NET8_0_OR_GREATER
        var scratch = _scratch ?? new ScratchBody(new ArrayBufferWriter<byte>(length));

        // An exception leaves the writer in the middle of a request: the next request creates another.
        _scratch = null;
        Write(scratch.Writer, call, pairs);
        HttpContent content = new ByteArrayContent(scratch.Take());
        _scratch = scratch.Buffer.Capacity <= MostKept ? scratch : null;
#else
        using var buffer = new MemoryStream(length);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            Write(writer, call, pairs);
        }

        HttpContent content = new ByteArrayContent(buffer.GetBuffer(), 0, (int)buffer.Length);
#endif
        content.Headers.ContentType = Json;
        return content;
    }

    private static void Write(Utf8JsonWriter writer, ProviderCall call, ToolPairs pairs)
    {
        var request = call.Request;
        writer.WriteStartObject();
        writer.WriteString("model", call.Candidate.Model);
        WriteMessages(writer, call, pairs);
        WriteNumber(writer, "temperature", request.Temperature);
        WriteNumber(writer, "top_p", request.TopP);
        WriteNumber(writer, call.Candidate.MaxCompletionTokens ? "max_completion_tokens" : "max_tokens", request.MaxTokens);
        WriteNumber(writer, "seed", request.Seed);
        if (request.Stop.Count > 0)
        {
            writer.WriteStartArray("stop");
            foreach (var stop in request.Stop)
            {
                writer.WriteStringValue(stop);
            }

            writer.WriteEndArray();
        }

        if (request.ReasoningEffort is not null)
        {
            writer.WriteString("reasoning_effort", request.ReasoningEffort);
        }

        if (request.JsonSchema is { } schema)
        {
            WriteSchema(writer, schema);
        }

        ToolWriter.Write(writer, request);

        if (call.Streamed)
        {
            writer.WriteBoolean("stream", true);
            writer.WriteStartObject("stream_options");
            writer.WriteBoolean("include_usage", true);
            writer.WriteEndObject();
        }

        foreach (var member in request.ExtraBody)
        {
            writer.WritePropertyName(member.Key);
            writer.WriteRawValue(member.Value);
        }

        writer.WriteEndObject();
    }

    private static void WriteMessages(Utf8JsonWriter writer, ProviderCall call, ToolPairs pairs)
    {
        var messages = new MessageWriter(writer, call.Candidate, pairs);
        writer.WriteStartArray("messages");
        if (call.Request.System is not null)
        {
            messages.WriteText("system", call.Request.System);
        }

        foreach (var message in call.Request.Messages)
        {
            messages.Write(message);
        }

        writer.WriteEndArray();
    }

    private static void WriteSchema(Utf8JsonWriter writer, ChatJsonSchema schema)
    {
        writer.WriteStartObject("response_format");
        writer.WriteString("type", "json_schema");
        writer.WriteStartObject("json_schema");
        writer.WriteString("name", schema.Name);
        writer.WriteBoolean("strict", schema.Strict);
        writer.WritePropertyName("schema");
        writer.WriteRawValue(schema.Schema);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
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
