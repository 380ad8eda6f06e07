using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.TestKit.Wire;

namespace HolySheep.TestKit.Voices;

/// <summary>How the providers of one wire read requests and write answers, streams, errors and lists.</summary>
public abstract class Voice
{
    private static readonly ChatVoice Chat = new();

    /// <summary>All voices; one of the chat completions format is the default.</summary>
    public static IReadOnlyList<Voice> All { get; } = [Chat, new ResponsesVoice(), new AzureVoice("azure", "/openai/v1"), new AzureVoice("azure-deployments", "/openai/deployments?api-version=2024-10-21"), new MessagesVoice(), new GeminiVoice()];

    /// <summary>The name of the voice, its kind unless the kind has several.</summary>
    public virtual string Name => Kind;

    /// <summary>The kind of provider in a configuration.</summary>
    public abstract string Kind { get; }

    /// <summary>The voice with a name.</summary>
    public static Voice Of(string name) => All.Single(voice => voice.Name == name);

    /// <summary>The base URL in a configuration.</summary>
    /// <param name="root">Scheme, host and port, without a slash.</param>
    public abstract string BaseUrl(string root);

    /// <summary>What a provider of this wire says; the status, the headers and the words are those of its vendor.</summary>
    public abstract Reply Say(Trouble trouble);

    // Chat comes last: other wires list their models at the same path, and tell themselves apart.
    /// <summary>The opaque data that an answer with reasoning brings, and that the provider wants back; null if the wire has none.</summary>
    /// <param name="provider">The scripted provider's name.</param>
    /// <param name="request">The number of the request that was answered.</param>
    public virtual string? Seal(string provider, int request) => null;

    internal static Voice Of(RecordedRequest request) => All.FirstOrDefault(voice => voice != Chat && (voice.AsksForAnswer(request) || voice.AsksForModels(request))) ?? Chat;

    internal abstract bool AsksForAnswer(RecordedRequest request);

    internal abstract bool AsksForModels(RecordedRequest request);

    internal virtual string? ModelOf(RecordedRequest request) => request.Member("model") is { ValueKind: JsonValueKind.String } model ? RecordedRequest.Text(model) : null;

    internal virtual bool IsStream(RecordedRequest request) => request.Member("stream")?.ValueKind == JsonValueKind.True;

    internal virtual bool AsksForUsage(RecordedRequest request) => true;

    /// <summary>Role and text of every message.</summary>
    internal abstract IReadOnlyList<(string Role, string Content)> MessagesOf(RecordedRequest request);

    internal abstract string Whole(Completion completion, RecordedRequest request, string provider, bool withUsage);

    internal abstract SpokenStream Stream(Completion completion, RecordedRequest request, string provider, bool withUsage);

    /// <summary>The body of an error.</summary>
    internal abstract string Error(Fault fault);

    /// <summary>An error in the middle of a stream.</summary>
    internal virtual string ErrorEvent(Fault fault) => $"data: {Error(fault)}\n\n";

    /// <summary>An event of an answer whose JSON stops in the middle.</summary>
    internal abstract string UnreadableEvent { get; }

    internal abstract string ModelList(IReadOnlyList<string> models);

    /// <summary>A JSON error with a status.</summary>
    private protected static Reply Failing(int status, string json) => Reply.Json(status, json);
}
