using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Gateway.Http;

namespace HolySheep.Gateway.Protocols;

/// <summary>One protocol that callers speak: reads their requests, and writes answers, streams, lists and errors in its form.</summary>
internal interface IProtocol
{
    /// <summary>The format as the configuration names kinds of providers: those get the body of a caller as it is.</summary>
    string Format { get; }

    /// <summary>Whether its requests ask for embeddings, and not for an answer.</summary>
    bool IsEmbeddings => false;

    /// <summary>The headers of a caller that belong to its body.</summary>
    IReadOnlyList<string> OriginalHeaders { get; }

    /// <summary>The header that names the id of a request.</summary>
    string RequestIdName { get; }

    /// <summary>The HTTP status of an error.</summary>
    int StatusOf(RequestFault fault) => fault.Status;

    /// <summary>Reads a request.</summary>
    /// <exception cref="FaultException">It is not a request of this protocol, or says what cannot be said to every model.</exception>
    ProtocolRequest Read(JsonElement body);

    /// <summary>Writes a whole answer as one JSON object.</summary>
    void WriteAnswer(Utf8JsonWriter json, ChatResult result);

    /// <summary>Begins a stream of events for an answer to a request.</summary>
    IEventWriter BeginStream(ProtocolRequest request, EventBuffer events);

    /// <summary>Whether an event of a provider is kept from the caller, who did not ask for it.</summary>
    bool Hides(ProtocolRequest request, OriginalEvent original) => false;

    /// <summary>Ends a stream of a provider's own events, if the provider has not.</summary>
    /// <param name="last">The last event; null if there is none.</param>
    /// <param name="events">Takes what is missing.</param>
    void End(OriginalEvent? last, EventBuffer events);

    /// <summary>Writes an error as one JSON object.</summary>
    void WriteFault(Utf8JsonWriter json, RequestFault fault);

    /// <summary>Writes the list of models.</summary>
    void WriteModels(Utf8JsonWriter json, IReadOnlyList<string> models);

    /// <summary>Writes one model.</summary>
    void WriteModel(Utf8JsonWriter json, string model);
}
