using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Text.Json;
using HolySheep.TestKit.Voices;

namespace HolySheep.TestKit;

/// <summary>One request as a scripted provider received it.</summary>
public sealed class RecordedRequest
{
    internal RecordedRequest(int number, int connectionId, string method, string path, IReadOnlyDictionary<string, string> headers, byte[] body, long receivedAt)
    {
        (Number, ConnectionId, Method, Path, Headers, BodyBytes, ReceivedAt) = (number, connectionId, method, path, headers, body, receivedAt);
        Body = Encoding.UTF8.GetString(body);
        Json = Parse(body);
    }

    /// <summary>The place among all requests of this provider, from 1.</summary>
    public int Number { get; }

    /// <summary>The connection it came on, from 1.</summary>
    public int ConnectionId { get; }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>The request target: path and query.</summary>
    public string Path { get; }

    /// <summary>Headers by name, in any case; repeated ones are joined with a comma.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The body as it came.</summary>
    public ReadOnlyMemory<byte> BodyBytes { get; }

    /// <summary>The body read as UTF-8.</summary>
    public string Body { get; }

    /// <summary>The body as JSON; null if it is none.</summary>
    public JsonElement? Json { get; }

    /// <summary>When the headers had arrived, in ticks of <see cref="Stopwatch"/>.</summary>
    public long ReceivedAt { get; }

    /// <summary>The model that is asked for; null if the request names none.</summary>
    public string? Model => Voice.ModelOf(this);

    /// <summary>True if the request asks for a stream.</summary>
    public bool IsStream => Voice.IsStream(this);

    /// <summary>True if the request asks for the usage of a stream.</summary>
    public bool AsksForUsage => Voice.AsksForUsage(this);

    /// <summary>The text of the last user message; empty where there is none.</summary>
    public string LastUserMessage => Messages.LastOrDefault(message => message.Role == "user").Content ?? "";

    /// <summary>Role and text of every message.</summary>
    public IReadOnlyList<(string Role, string Content)> Messages => Voice.MessagesOf(this);

    /// <summary>The wire that the request speaks.</summary>
    internal Voice Voice => field ??= Voice.Of(this);

    /// <summary>The request target without its query.</summary>
    internal string PathAlone => Path.Split('?')[0];

    /// <summary>The value of a header; null if it was not sent.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The real time between an earlier request and this one.</summary>
    public TimeSpan Since(RecordedRequest earlier) => Stopwatch.GetElapsedTime(earlier.ReceivedAt, ReceivedAt);

    /// <inheritdoc/>
    public override string ToString() => $"{Number}: {Method} {Path} {Model}";

    /// <summary>A JSON text, or the joined texts of a list of parts; empty if it is neither.</summary>
    internal static string Text(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                return string.Concat(element.EnumerateArray().Select(part => part.ValueKind == JsonValueKind.Object && part.TryGetProperty("text", out JsonElement text) ? Text(text) : ""));
            case JsonValueKind.String:
                try
                {
                    return element.GetString() ?? "";
                }
                catch (InvalidOperationException)
                {
                    // an escaped lone surrogate has no string; the raw text shows it
                    return element.GetRawText();
                }

            default:
                return "";
        }
    }

    private static JsonElement? Parse(byte[] body)
    {
        try
        {
            return body.Length == 0 ? null : JsonElement.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal JsonElement? Member(string name) =>
        Json is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(name, out JsonElement member) ? member : null;
}
