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

namespace HolySheep.Providers.Anthropic;

/// <summary>The Anthropic Messages format.</summary>
internal sealed class AnthropicWire(Uri baseUrl) : IWire, ITokenCounter, IOriginalWire
{
    // The version whose parameters and events are read and written here.
    private const string Version = "2023-06-01";

    // Of the members of a request, those that a request for a count takes.
    private static readonly string[] Counted = ["model", "messages", "system", "tools", "tool_choice", "thinking", "output_config", "cache_control"];

    // Members of a caller's own body with which the provider refuses to count.
    private static readonly string[] OfAnswers = ["max_tokens", "stream", "temperature", "top_p", "top_k", "stop_sequences", "metadata", "service_tier"];

    private readonly Uri _messages = BaseUrl.Append(baseUrl, "/messages");

    public Uri ModelsAddress { get; } = ModelPages.First(BaseUrl.Append(baseUrl, "/models"));

    public bool EndsWithDone => false;

    public Uri AnswerAddress(ProviderCall call) => _messages;

    public Uri CountAddress(ProviderCall call) => BaseUrl.Append(_messages, "/count_tokens");

    public void Authorize(HttpRequestMessage request, Secret? key)
    {
        request.Headers.TryAddWithoutValidation("anthropic-version", Version);
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("x-api-key", key.Reveal());
        }
    }

    public void WriteBody(Utf8JsonWriter writer, ProviderCall call, ToolPairs pairs, WireNotes notes) => MessagesBody.Write(writer, call, pairs, notes);

    public void Adapt(BodySplice body, ProviderCall call) => OriginalRequest.Adapt(body, call);

    public bool OmitReasoning(BodySplice body) => ReasoningCut.OfMessages(body);

    public void WriteCountBody(Utf8JsonWriter writer, ProviderCall call, ToolPairs pairs, WireNotes notes)
    {
        if (OriginalRequest.Of(call) is { } original)
        {
            CountBody.Write(writer, original, call, OfAnswers);
            return;
        }

        CountBody.Write(writer, this, call, pairs, notes, Counted);
    }

    public long? ReadCount(ReadOnlyMemory<byte> body) => CountBody.Read(body, "input_tokens");

    public AnswerChunk ReadAnswer(ref Utf8JsonReader reader, ReadOnlySpan<byte> json) => AnswerReader.Read(ref reader, json);

    public AnswerChunk ReadEvent(string eventType, ref Utf8JsonReader reader, ReadOnlySpan<byte> json) => EventReader.Read(eventType, ref reader, json);

    public bool IsOwnEvent(string eventType, ReadOnlySpan<byte> data) => eventType == "message" || EventReader.IsOwn(eventType);

    public JsonElement? FindError(JsonElement root, bool hasAnswer) => ErrorLook.Find(root, hasAnswer);

    public FailureSignal? SignalOf(ErrorReport report, int status) => null;

    public ModelPage? ReadModels(ReadOnlyMemory<byte> body) => ModelListReader.Read(body) is { } page ? page with { Next = ModelPages.Next(ModelsAddress, body) } : null;
}
