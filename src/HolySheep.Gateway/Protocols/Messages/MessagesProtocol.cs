using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Gateway.Http;

namespace HolySheep.Gateway.Protocols.Messages;

/// <summary>Anthropic's Messages.</summary>
internal sealed class MessagesProtocol : IProtocol
{
    private const int Overloaded = 529;

    public string Format => "anthropic";

    public IReadOnlyList<string> OriginalHeaders { get; } = ["anthropic-version", "anthropic-beta"];

    public string RequestIdName => "request-id";

    public int StatusOf(RequestFault fault) => fault.Kind == FaultKind.Overloaded ? Overloaded : fault.Status;

    public ProtocolRequest Read(JsonElement body) => RequestReader.Read(body);

    public void WriteAnswer(Utf8JsonWriter json, ChatResult result) => AnswerWriter.Write(json, result);

    public IEventWriter BeginStream(ProtocolRequest request, EventBuffer events) => new CallsInTurn(new MessageEvents(request, events));

    public void End(OriginalEvent? last, EventBuffer events)
    {
        if (last?.Type != "message_stop")
        {
            events.Raw("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"u8);
        }
    }

    public void WriteFault(Utf8JsonWriter json, RequestFault fault)
    {
        json.WriteStartObject();
        ErrorObject.WriteMembers(json, fault);
        json.WriteEndObject();
    }

    public void WriteModels(Utf8JsonWriter json, IReadOnlyList<string> models)
    {
        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach (var model in models)
        {
            WriteModel(json, model);
        }

        json.WriteEndArray();
        json.WriteBoolean("has_more", false);
        json.WriteString("first_id", models.Count > 0 ? models[0] : null);
        json.WriteString("last_id", models.Count > 0 ? models[^1] : null);
        json.WriteEndObject();
    }

    public void WriteModel(Utf8JsonWriter json, string model)
    {
        json.WriteStartObject();
        json.WriteString("type", "model");
        json.WriteString("id", model);
        json.WriteString("display_name", model);
        json.WriteString("created_at", "1970-01-01T00:00:00Z");
        json.WriteEndObject();
    }
}
