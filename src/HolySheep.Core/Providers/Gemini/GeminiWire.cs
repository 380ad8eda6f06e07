using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Failures;
using HolySheep.Providers.Errors;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Exchange;
using HolySheep.Providers.Inspection;

namespace HolySheep.Providers.Gemini;

/// <summary>Google's generateContent format, as the Gemini API and Vertex AI speak it.</summary>
internal sealed class GeminiWire(Uri baseUrl) : IWire, ITokenCounter
{
    private const string ModelsPath = "/models";

    // Of the members of a request, those that a request for a count takes at Vertex AI. The Gemini API takes the whole request as one member.
    private static readonly string[] Counted = ["contents", "systemInstruction", "tools", "generationConfig"];

    // What Google's access tokens begin with, which live for an hour and are all that Vertex AI takes below a project.
    private const string AccessToken = "ya29.";

    // The calls of Vertex AI have no ids.
    private readonly bool _isVertex = IsVertex(baseUrl);

    /// <summary>Whether an address is of Vertex AI, whose models lie below their publisher.</summary>
    public static bool IsVertex(Uri baseUrl) => baseUrl.AbsolutePath.IndexOf("/publishers/", StringComparison.OrdinalIgnoreCase) >= 0;

    public Uri ModelsAddress { get; } = Address(baseUrl, ModelsPath, "pageSize=1000");

    public bool EndsWithDone => false;

    public Uri AnswerAddress(ProviderCall call) => call.Streamed
        ? Address(baseUrl, PathOf(call.Candidate.Model) + ":streamGenerateContent", "alt=sse")
        : Address(baseUrl, PathOf(call.Candidate.Model) + ":generateContent", "");

    public Uri CountAddress(ProviderCall call) => Address(baseUrl, PathOf(call.Candidate.Model) + ":countTokens", "");

    public void Authorize(HttpRequestMessage request, Secret? key)
    {
        // Never in the query, which logs of proxies and servers keep.
        if (key is not null && !key.Reveal().StartsWith(AccessToken, StringComparison.Ordinal))
        {
            request.Headers.TryAddWithoutValidation("x-goog-api-key", key.Reveal());
        }
        else
        {
            BearerKey.Put(request, key);
        }
    }

    public void WriteBody(Utf8JsonWriter writer, ProviderCall call, ToolPairs pairs, WireNotes notes) => GeminiBody.Write(writer, call, pairs, notes, withIds: !_isVertex);

    public void WriteCountBody(Utf8JsonWriter writer, ProviderCall call, ToolPairs pairs, WireNotes notes)
    {
        if (_isVertex)
        {
            CountBody.Write(writer, this, call, pairs, notes, Counted);
            return;
        }

        using var answer = CountBody.OfAnswer(this, call, pairs, notes);
        writer.WriteStartObject();
        writer.WriteStartObject("generateContentRequest");
        writer.WriteString("model", Uri.UnescapeDataString(PathOf(call.Candidate.Model).Substring(1)));
        foreach (var member in answer.RootElement.EnumerateObject())
        {
            RawMember.Write(writer, member);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    public long? ReadCount(ReadOnlyMemory<byte> body) => CountBody.Read(body, "totalTokens");

    public AnswerChunk ReadAnswer(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var chunk = ResponseReader.Read(ref reader, json, isWhole: true);
        (chunk.Message, chunk.Delta, chunk.IsCompletion) = (chunk.Delta, null, true);
        return chunk;
    }

    public AnswerChunk ReadEvent(string eventType, ref Utf8JsonReader reader, ReadOnlySpan<byte> json) => ResponseReader.Read(ref reader, json, isWhole: false);

    public bool IsOwnEvent(string eventType, ReadOnlySpan<byte> data) => eventType == "message" || data.IndexOf("\"candidates\""u8) >= 0;

    public JsonElement? FindError(JsonElement root, bool hasAnswer) => ErrorLook.Find(root, hasAnswer);

    public FailureSignal? SignalOf(ErrorReport report, int status) => null;

    public ModelPage? ReadModels(ReadOnlyMemory<byte> body) => GeminiModels.Read(body) is not { } read ? null
        : new ModelPage([.. read.Models.Keys], read.NextToken is null ? null : Address(baseUrl, ModelsPath, "pageSize=1000&pageToken=" + Uri.EscapeDataString(read.NextToken)))
        {
            Models = read.Models.Where(model => model.Value is not null).ToDictionary(model => model.Key, model => model.Value!),
        };

    /// <summary>The path of a model: an id with a collection before it, such as <c>tunedModels/x</c>, has its own place.</summary>
    private static string PathOf(string model)
    {
        var slash = model.IndexOf('/');
        return slash < 0 ? $"{ModelsPath}/{Uri.EscapeDataString(model)}"
            : model.StartsWith("models/", StringComparison.Ordinal) || model.StartsWith("tunedModels/", StringComparison.Ordinal)
                ? $"/{model.Substring(0, slash)}/{Uri.EscapeDataString(model.Substring(slash + 1))}"
                : $"{ModelsPath}/{Uri.EscapeDataString(model)}";
    }

    private static Uri Address(Uri baseUrl, string path, string query)
    {
        var address = BaseUrl.Append(baseUrl, path);
        return query.Length == 0 ? address : BaseUrl.With(address, query);
    }
}
