using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Gateway.Http;
using HolySheep.Gateway.Protocols.ChatCompletions;

namespace HolySheep.Gateway.Protocols.Embeddings;

/// <summary>Embeddings in OpenAI's form, passed on: no other format has them, and vectors of two models cannot be compared, so that no other model is asked unless the caller names it.</summary>
internal sealed class EmbeddingsProtocol(ChatCompletionsProtocol own) : IProtocol
{
    private const string Input = "input";
    private const string Expected = "a text, a list of texts, or token ids in one list or several";

    public string Format => own.Format;

    public IReadOnlyList<string> OriginalHeaders => own.OriginalHeaders;

    public string RequestIdName => own.RequestIdName;

    public bool IsEmbeddings => true;

    public ProtocolRequest Read(JsonElement body)
    {
        var chat = new ChatRequest { Model = RequestJson.Needed(body, "model"), Messages = [ChatMessage.User(InputOf(body))], MaxTokens = 1, NoFallback = true };
        return new ProtocolRequest(chat, IsStream: false, WantsUsage: true) { Only = ["embeddings to make"] };
    }

    public void WriteAnswer(Utf8JsonWriter json, ChatResult result) =>
        throw new FaultException(new RequestFault(FaultKind.Upstream, "upstream_error", "The answer is held back: it contains a key of the gateway."));

    public IEventWriter BeginStream(ProtocolRequest request, EventBuffer events) => throw new InvalidOperationException("Embeddings are not streamed.");

    public void End(OriginalEvent? last, EventBuffer events) => throw new InvalidOperationException("Embeddings are not streamed.");

    public void WriteFault(Utf8JsonWriter json, RequestFault fault) => own.WriteFault(json, fault);

    public void WriteModels(Utf8JsonWriter json, IReadOnlyList<string> models) => own.WriteModels(json, models);

    public void WriteModel(Utf8JsonWriter json, string model) => own.WriteModel(json, model);

    /// <summary>What is embedded, as the text by which the call is estimated.</summary>
    private static string InputOf(JsonElement body) => RequestJson.Find(body, Input) switch
    {
        null => throw FaultException.OfMember(Input, $"'{Input}' is missing."),
        { ValueKind: JsonValueKind.String } one => RequestJson.TextOf(one, Input),
        { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() > 0 => string.Join('\n', list.EnumerateArray().Select(TextOf)),
        { } other => throw RequestJson.Fault(Input, Expected, other),
    };

    private static string TextOf(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.String => RequestJson.TextOf(item, Input),
        JsonValueKind.Number => item.GetRawText(),
        JsonValueKind.Array => string.Join(' ', item.EnumerateArray().Select(token => token.ValueKind == JsonValueKind.Number ? token.GetRawText() : throw RequestJson.Fault(Input, Expected, token))),
        _ => throw RequestJson.Fault(Input, Expected, item),
    };
}
