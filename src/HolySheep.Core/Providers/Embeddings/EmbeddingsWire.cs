using System;
using System.Net.Http;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Failures;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Errors;
using HolySheep.Providers.Exchange;
using HolySheep.Providers.Inspection;

namespace HolySheep.Providers.Embeddings;

/// <summary>Embeddings of a provider: the bodies of callers at another address, and answers without a text. Authorization and errors are those of the provider's own wire.</summary>
internal sealed class EmbeddingsWire(IWire own, IEmbeddingsAddress addresses) : IWire, IOriginalWire
{
    public Uri ModelsAddress => own.ModelsAddress;

    public bool EndsWithDone => own.EndsWithDone;

    public Uri AnswerAddress(ProviderCall call) => addresses.EmbeddingsAddress(call);

    public void Authorize(HttpRequestMessage request, Secret? key) => own.Authorize(request, key);

    public void WriteBody(Utf8JsonWriter writer, ProviderCall call, ToolPairs pairs, WireNotes notes) => throw new InvalidOperationException("Embeddings are asked for in the caller's own body.");

    public void Adapt(BodySplice body, ProviderCall call) => OriginalRequest.NameModel(body, call);

    public bool OmitReasoning(BodySplice body) => false;

    public AnswerChunk ReadAnswer(ref Utf8JsonReader reader, ReadOnlySpan<byte> json) => EmbeddingsReader.Read(ref reader);

    public AnswerChunk ReadEvent(string eventType, ref Utf8JsonReader reader, ReadOnlySpan<byte> json) => EmbeddingsReader.Read(ref reader);

    public bool IsOwnEvent(string eventType, ReadOnlySpan<byte> data) => false;

    public JsonElement? FindError(JsonElement root, bool hasAnswer) => own.FindError(root, hasAnswer);

    public FailureSignal? SignalOf(ErrorReport report, int status) => own.SignalOf(report, status);

    public ModelPage? ReadModels(ReadOnlyMemory<byte> body) => own.ReadModels(body);
}
