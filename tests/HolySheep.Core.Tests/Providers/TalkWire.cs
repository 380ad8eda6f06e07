using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Failures;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Errors;
using HolySheep.Providers.Exchange;
using HolySheep.Providers.Inspection;

namespace HolySheep.Providers;

/// <summary>The wire of a vendor that does not exist, other than any in the product: model in the path, key in a header of its own, named events, errors of another shape.</summary>
internal sealed class TalkWire(Uri baseUrl) : IWire
{
    public Uri ModelsAddress { get; } = new(baseUrl, "/v9/voices");

    public bool EndsWithDone => false;

    public Uri AnswerAddress(ProviderCall call) => new(baseUrl, $"/v9/talk/{call.Candidate.Model}{(call.Streamed ? "?live=1" : "")}");

    public void Authorize(HttpRequestMessage request, Secret? key) => request.Headers.TryAddWithoutValidation("x-talk-key", key?.Reveal());

    public void WriteBody(Utf8JsonWriter writer, ProviderCall call, ToolPairs pairs, WireNotes notes)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("turns");
        foreach (var message in call.Request.Messages)
        {
            writer.WriteStartObject();
            writer.WriteString("by", message.Role == "assistant" ? "machine" : "human");
            writer.WriteString("say", message.Content);
            foreach (var tool in message.ToolCalls.Where(pairs.IsAnswered))
            {
                writer.WriteString("use", tool.Name);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (call.Request.MaxTokens is { } cap)
        {
            writer.WriteNumber("cap", cap);
        }

        writer.WriteEndObject();
    }

    public AnswerChunk ReadAnswer(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var chunk = Read(JsonElement.ParseValue(ref reader));
        (chunk.Message, chunk.Delta, chunk.IsCompletion) = (chunk.Delta, null, true);
        return chunk;
    }

    public AnswerChunk ReadEvent(string eventType, ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var chunk = Read(JsonElement.ParseValue(ref reader));
        chunk.EndsStream = eventType == "over";
        return chunk;
    }

    public bool IsOwnEvent(string eventType, ReadOnlySpan<byte> data) => eventType is "piece" or "over";

    public JsonElement? FindError(JsonElement root, bool hasAnswer) => root.TryGetProperty("fault", out var fault) ? fault : null;

    public FailureSignal? SignalOf(ErrorReport report, int status) => report.Codes.Contains("E_WALLET") ? FailureSignal.QuotaExhausted : null;

    public ModelPage? ReadModels(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        var next = document.RootElement.TryGetProperty("more", out var more) ? new Uri(ModelsAddress, "?from=" + more.GetString()) : null;
        return new ModelPage([.. document.RootElement.GetProperty("voices").EnumerateArray().Select(voice => voice.GetString()!)], next);
    }

    private static AnswerChunk Read(JsonElement root)
    {
        var chunk = new AnswerChunk { MayBeError = root.TryGetProperty("fault", out _) };
        if (root.TryGetProperty("say", out var say))
        {
            (chunk.SpeaksOfAnswer, chunk.HasAnswer, chunk.Delta) = (true, true, new MessagePiece { Content = say.GetString() });
        }

        if (root.TryGetProperty("use", out var use))
        {
            (chunk.SpeaksOfAnswer, chunk.HasAnswer) = (true, true);
            chunk.Delta ??= new MessagePiece();
            chunk.Delta.ToolCalls = [new ToolCallPiece(0, "t1", use.GetString(), "{}")];
        }

        if (root.TryGetProperty("why", out var why))
        {
            (chunk.SpeaksOfAnswer, chunk.HasAnswer, chunk.FinishReason) = (true, true, why.GetString());
        }

        if (root.TryGetProperty("counts", out var counts))
        {
            chunk.Usage = new ChatUsage { PromptTokens = counts.GetProperty("in").GetInt64(), CompletionTokens = counts.GetProperty("out").GetInt64() };
        }

        return chunk;
    }
}
