using System;
using System.Net.Http;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Failures;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Embeddings;
using HolySheep.Providers.Errors;
using HolySheep.Providers.Exchange;
using HolySheep.Providers.Inspection;

namespace HolySheep.Providers.OpenAIChat;

/// <summary>The OpenAI chat completions format.</summary>
/// <param name="baseUrl">The provider's address.</param>
/// <param name="dialect">What the vendor takes in another way.</param>
internal sealed class OpenAIChatWire(Uri baseUrl, ChatDialect dialect) : IWire, IOriginalWire, IEmbeddingsAddress
{
    private readonly Uri _chat = BaseUrl.Append(baseUrl, "/chat/completions");

    public Uri ModelsAddress { get; } = BaseUrl.Append(baseUrl, "/models");

    public bool EndsWithDone => true;

    public Uri AnswerAddress(ProviderCall call) => _chat;

    public Uri EmbeddingsAddress(ProviderCall call) => BaseUrl.Append(baseUrl, "/embeddings");

    public void Authorize(HttpRequestMessage request, Secret? key) => BearerKey.Put(request, key);

    public void WriteBody(Utf8JsonWriter writer, ProviderCall call, ToolPairs pairs, WireNotes notes) => ChatBody.Write(writer, call, pairs, dialect, notes);

    public void Adapt(BodySplice body, ProviderCall call) => ChatBody.Adapt(body, call, dialect);

    public bool OmitReasoning(BodySplice body) => false;

    public AnswerChunk ReadAnswer(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var start = (int)reader.TokenStartIndex;
        var chunk = ChunkReader.Read(ref reader, anyIndex: true);
        chunk.Extra = ExtraReader.Read(json.Slice(start, (int)reader.BytesConsumed - start), withChoice: true);
        return chunk;
    }

    public AnswerChunk ReadEvent(string eventType, ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var start = (int)reader.TokenStartIndex;
        var chunk = ChunkReader.Read(ref reader);
        chunk.IsPlainReply = chunk.Message is not null;
        if (chunk.Usage is not null || chunk.FinishReason is not null)
        {
            // Once or twice in a stream: what else comes with the last words.
            chunk.Extra = ExtraReader.Read(json.Slice(start, (int)reader.BytesConsumed - start), withChoice: false);
        }

        return chunk;
    }

    public bool IsOwnEvent(string eventType, ReadOnlySpan<byte> data) => eventType == "message" || data.IndexOf("\"choices\""u8) >= 0;

    public JsonElement? FindError(JsonElement root, bool hasAnswer) => ErrorLook.Find(root, hasAnswer);

    public FailureSignal? SignalOf(ErrorReport report, int status) => null;

    public ModelPage? ReadModels(ReadOnlyMemory<byte> body) => ModelListReader.Read(body);
}
