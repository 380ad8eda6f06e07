using System;
using System.Net.Http;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Failures;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Errors;
using HolySheep.Providers.Exchange;
using HolySheep.Providers.Exchange.Reasoning;
using HolySheep.Providers.Inspection;

namespace HolySheep.Providers.OpenAIResponses;

/// <summary>The OpenAI Responses format.</summary>
internal sealed class OpenAIResponsesWire(Uri baseUrl) : IWire, ITokenCounter, IOriginalWire
{
    // Of the members of a request, those that a request for a count takes.
    private static readonly string[] Counted =
    [
        "model", "input", "instructions", "conversation", "previous_response_id", "reasoning", "text", "tools", "tool_choice", "parallel_tool_calls", "truncation",
    ];

    private readonly Uri _responses = BaseUrl.Append(baseUrl, "/responses");

    public Uri ModelsAddress { get; } = BaseUrl.Append(baseUrl, "/models");

    public bool EndsWithDone => false;

    public Uri AnswerAddress(ProviderCall call) => _responses;

    public Uri CountAddress(ProviderCall call) => BaseUrl.Append(_responses, "/input_tokens");

    public void Authorize(HttpRequestMessage request, Secret? key) => BearerKey.Put(request, key);

    public void WriteBody(Utf8JsonWriter writer, ProviderCall call, ToolPairs pairs, WireNotes notes) => ResponsesBody.Write(writer, call, pairs, notes);

    public void Adapt(BodySplice body, ProviderCall call) => OriginalRequest.Adapt(body, call);

    public bool OmitReasoning(BodySplice body) => ReasoningCut.OfInput(body);

    public void WriteCountBody(Utf8JsonWriter writer, ProviderCall call, ToolPairs pairs, WireNotes notes) => CountBody.Write(writer, this, call, pairs, notes, Counted);

    public long? ReadCount(ReadOnlyMemory<byte> body) => CountBody.Read(body, "input_tokens");

    public AnswerChunk ReadAnswer(ref Utf8JsonReader reader, ReadOnlySpan<byte> json) => ResponseReader.Read(ref reader, json);

    public AnswerChunk ReadEvent(string eventType, ref Utf8JsonReader reader, ReadOnlySpan<byte> json) => EventReader.Read(eventType, ref reader, json);

    public bool IsOwnEvent(string eventType, ReadOnlySpan<byte> data) => eventType == "message" || eventType.StartsWith("response.", StringComparison.Ordinal);

    public JsonElement? FindError(JsonElement root, bool hasAnswer) => ResponseErrors.Find(root, hasAnswer);

    public FailureSignal? SignalOf(ErrorReport report, int status) => ResponseErrors.SignalOf(report);

    public ModelPage? ReadModels(ReadOnlyMemory<byte> body) => ModelListReader.Read(body);
}
