using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Gateway.Http;

namespace HolySheep.Gateway.Protocols.ChatCompletions;

/// <summary>OpenAI's chat completions.</summary>
internal sealed class ChatCompletionsProtocol : IProtocol
{
    private const string Done = "[DONE]";

    public string Format => "openai";

    public IReadOnlyList<string> OriginalHeaders { get; } = ["OpenAI-Beta"];

    public string RequestIdName => "x-request-id";

    public ProtocolRequest Read(JsonElement body) => RequestReader.Read(body);

    public void WriteAnswer(Utf8JsonWriter json, ChatResult result) => AnswerWriter.Write(json, result);

    public IEventWriter BeginStream(ProtocolRequest request, EventBuffer events) => new ChunkWriter(request, events);

    // The usage is asked for because it is booked.
    public bool Hides(ProtocolRequest request, OriginalEvent original)
    {
        if (request.WantsUsage || !original.Data.Contains("\"usage\"", System.StringComparison.Ordinal))
        {
            return false;
        }

        using var chunk = JsonDocument.Parse(original.Data);
        return chunk.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("choices", out var choices) && choices is { ValueKind: JsonValueKind.Array } && choices.GetArrayLength() == 0
            && root.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object;
    }

    public void End(OriginalEvent? last, EventBuffer events)
    {
        if (last?.Data.Trim() != Done)
        {
            events.Raw("data: [DONE]\n\n"u8);
        }
    }

    public void WriteFault(Utf8JsonWriter json, RequestFault fault) => ErrorObject.Write(json, fault);

    public void WriteModels(Utf8JsonWriter json, IReadOnlyList<string> models)
    {
        json.WriteStartObject();
        json.WriteString("object", "list");
        json.WriteStartArray("data");
        foreach (var model in models)
        {
            WriteModel(json, model);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public void WriteModel(Utf8JsonWriter json, string model)
    {
        json.WriteStartObject();
        json.WriteString("id", model);
        json.WriteString("object", "model");
        json.WriteNumber("created", 0);
        json.WriteString("owned_by", "holysheep");
        json.WriteEndObject();
    }
}
