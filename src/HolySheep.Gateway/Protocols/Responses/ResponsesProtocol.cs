using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Gateway.Http;
using HolySheep.Gateway.Protocols.ChatCompletions;

namespace HolySheep.Gateway.Protocols.Responses;

/// <summary>OpenAI's Responses, without what needs a store: each request brings the whole conversation.</summary>
internal sealed class ResponsesProtocol : IProtocol
{
    // Both formats are of one vendor: they share their lists, their errors and their headers.
    private static readonly ChatCompletionsProtocol Shared = new();

    public string Format => "openai-responses";

    public IReadOnlyList<string> OriginalHeaders => Shared.OriginalHeaders;

    public string RequestIdName => Shared.RequestIdName;

    public ProtocolRequest Read(JsonElement body) => RequestReader.Read(body);

    public void WriteAnswer(Utf8JsonWriter json, ChatResult result) => ResponseWriter.Write(json, result);

    public IEventWriter BeginStream(ProtocolRequest request, EventBuffer events) => new CallsInTurn(new ResponseEvents(request, events));

    public void End(OriginalEvent? last, EventBuffer events)
    {
        // The last event says the whole response; nothing of ours could stand in for it.
    }

    public void WriteFault(Utf8JsonWriter json, RequestFault fault) => Shared.WriteFault(json, fault);

    public void WriteModels(Utf8JsonWriter json, IReadOnlyList<string> models) => Shared.WriteModels(json, models);

    public void WriteModel(Utf8JsonWriter json, string model) => Shared.WriteModel(json, model);
}
