using System;
using System.Net.Http;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Failures;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Errors;
using HolySheep.Providers.Exchange;
using HolySheep.Providers.Inspection;

namespace HolySheep.Providers;

/// <summary>What one wire format has of its own: addresses, authorization, body, events, errors, usage and the list of models. Everything else is <see cref="WireProvider"/>.</summary>
internal interface IWire
{
    /// <summary>Where an answer is asked for.</summary>
    Uri AnswerAddress(ProviderCall call);

    /// <summary>Where the first page of the models is listed.</summary>
    Uri ModelsAddress { get; }

    /// <summary>True if <c>[DONE]</c> ends a stream of this wire. On a wire whose last event is another one, <c>[DONE]</c> says only that nothing follows, as the end of the body does.</summary>
    bool EndsWithDone { get; }

    /// <summary>Puts the key, and what else the wire wants in its headers, into a request.</summary>
    void Authorize(HttpRequestMessage request, Secret? key);

    /// <summary>Writes the body of a request: one JSON object.</summary>
    /// <param name="writer">Takes the body.</param>
    /// <param name="call">What is asked.</param>
    /// <param name="pairs">Which tool calls of the conversation have a result.</param>
    /// <param name="notes">Takes what the caller should know, such as a parameter that is left out.</param>
    void WriteBody(Utf8JsonWriter writer, ProviderCall call, ToolPairs pairs, WireNotes notes);

    /// <summary>Reads a whole answer with its usage; the reader stands on the start of a JSON object, and in the end on its end.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="json">All of the JSON that the reader reads.</param>
    /// <exception cref="JsonException">It is not an answer.</exception>
    AnswerChunk ReadAnswer(ref Utf8JsonReader reader, ReadOnlySpan<byte> json);

    /// <summary>Reads one JSON object of an event stream in the same way; one that says nothing of an answer is skipped.</summary>
    /// <param name="eventType">The name of the event; <c>message</c> if it has none.</param>
    /// <param name="reader">The reader.</param>
    /// <param name="json">All of the JSON that the reader reads.</param>
    /// <exception cref="JsonException">It is not an event of an answer.</exception>
    AnswerChunk ReadEvent(string eventType, ref Utf8JsonReader reader, ReadOnlySpan<byte> json);

    /// <summary>True if an event that cannot be read may hold a part of the answer, so that it must not be skipped.</summary>
    bool IsOwnEvent(string eventType, ReadOnlySpan<byte> data);

    /// <summary>The error in an object that came with a success status; null if there is none.</summary>
    /// <param name="root">The object.</param>
    /// <param name="hasAnswer">Whether a part of an answer was read from it.</param>
    JsonElement? FindError(JsonElement root, bool hasAnswer);

    /// <summary>What codes of an error mean that only this wire has; null leaves it to the shared tables.</summary>
    /// <param name="report">What the error says.</param>
    /// <param name="status">The HTTP status.</param>
    FailureSignal? SignalOf(ErrorReport report, int status);

    /// <summary>Reads a page of the list of models; null if it is not one.</summary>
    ModelPage? ReadModels(ReadOnlyMemory<byte> body);
}
