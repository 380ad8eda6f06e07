using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HolySheep.Catalog;

namespace HolySheep.Providers.Sandbox;

/// <summary>Writes an answer in the OpenAI format, whole or as events.</summary>
internal static class SandboxReply
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The pieces of the body: one for a whole answer, one per token for a stream.</summary>
    /// <param name="request">The request.</param>
    /// <param name="answer">The answer's text.</param>
    /// <param name="created">Seconds since 1970.</param>
    /// <param name="tokens">The number of tokens after which the body ends; null means at its end.</param>
    public static IReadOnlyList<byte[]> Pieces(SandboxRequest request, string answer, long created, int? tokens)
    {
        if (!request.Streamed)
        {
            var body = Json(writer => WriteCompletion(writer, request, answer, created));
            return [tokens is null ? body : body.Take(body.Length / 2).ToArray()];
        }

        var words = answer.Split(' ');
        var pieces = words.Take(tokens ?? words.Length).Select((word, index) => Event(request, created, index == 0 ? word : " " + word, null)).ToList();
        if (tokens is null)
        {
            pieces.Add(Event(request, created, null, "stop"));
            pieces.Add(Data(Json(writer => WriteUsageChunk(writer, request, answer, created))));
            pieces.Add(Data(Encoding.UTF8.GetBytes("[DONE]")));
        }

        return pieces;
    }

    public static byte[] Error(string code, string message) => Json(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteString("code", code);
        writer.WriteString("message", message);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    public static byte[] Models() => Json(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("data");
        foreach (var entry in ModelCatalog.Embedded.Entries)
        {
            writer.WriteStartObject();
            writer.WriteString("id", entry.Id);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static byte[] Event(SandboxRequest request, long created, string? text, string? finish) => Data(Json(writer =>
    {
        WriteHead(writer, request, created);
        writer.WriteStartArray("choices");
        writer.WriteStartObject();
        writer.WriteStartObject("delta");
        if (text is not null)
        {
            writer.WriteString("content", text);
        }

        writer.WriteEndObject();
        writer.WriteString("finish_reason", finish);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }));

    private static void WriteCompletion(Utf8JsonWriter writer, SandboxRequest request, string answer, long created)
    {
        WriteHead(writer, request, created);
        writer.WriteStartArray("choices");
        writer.WriteStartObject();
        writer.WriteStartObject("message");
        writer.WriteString("role", "assistant");
        writer.WriteString("content", answer);
        writer.WriteEndObject();
        writer.WriteString("finish_reason", "stop");
        writer.WriteEndObject();
        writer.WriteEndArray();
        WriteUsage(writer, request, answer);
        writer.WriteEndObject();
    }

    private static void WriteUsageChunk(Utf8JsonWriter writer, SandboxRequest request, string answer, long created)
    {
        WriteHead(writer, request, created);
        writer.WriteStartArray("choices");
        writer.WriteEndArray();
        WriteUsage(writer, request, answer);
        writer.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter writer, SandboxRequest request, long created)
    {
        writer.WriteStartObject();
        writer.WriteString("id", "sandbox");
        writer.WriteNumber("created", created);
        writer.WriteString("model", request.Model);
    }

    private static void WriteUsage(Utf8JsonWriter writer, SandboxRequest request, string answer)
    {
        writer.WriteStartObject("usage");
        writer.WriteNumber("prompt_tokens", request.PromptTokens);
        writer.WriteNumber("completion_tokens", TokenEstimate.Of(answer));
        writer.WriteEndObject();
    }

    private static byte[] Data(byte[] json) => [.. Encoding.UTF8.GetBytes("data: "), .. json, (byte)'\n', (byte)'\n'];

    private static byte[] Json(System.Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        return buffer.ToArray();
    }
}
