using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Gateway.Http;

namespace HolySheep.Gateway.Protocols.ChatCompletions;

/// <summary>OpenAI's chat completions.</summary>
internal sealed class ChatCompletionsProtocol : IProtocol
{
    public string RequestIdName => "x-request-id";

    public ProtocolRequest Read(JsonElement body) => RequestReader.Read(body);

    public void WriteAnswer(Utf8JsonWriter json, ChatResult result) => AnswerWriter.Write(json, result);

    public IEventWriter BeginStream(ProtocolRequest request, EventBuffer events) => new ChunkWriter(request, events);

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
