using System.Collections.Generic;
using System.Text.Json;
using HolySheep.TestKit;

namespace HolySheep.Streams;

/// <summary>Bodies as providers write them, byte by byte.</summary>
internal static class Wire
{
    public const string Done = "data: [DONE]\n\n";

    /// <summary>An event stream that ends in good order.</summary>
    public static Reply Stream(params IEnumerable<string> events) => Reply.Json(200, string.Concat(events));

    public static string Event(string json) => $"data: {json}\n\n";

    /// <summary>A chunk with text, a finish reason or both.</summary>
    public static string Chunk(string? text = null, string? finish = null) =>
        Event($$"""{"choices":[{"index":0,"delta":{{(text is null ? "{}" : $$"""{"content":{{Quote(text)}}}""")}},"finish_reason":{{Quote(finish)}}}]}""");

    public static string Delta(string delta) => Event($$"""{"choices":[{"index":0,"delta":{{delta}}}]}""");

    /// <summary>A whole completion with this message.</summary>
    public static string Completion(string message, string finish = "stop") =>
        $$"""{"object":"chat.completion","choices":[{"index":0,"message":{{message}},"finish_reason":"{{finish}}"}]}""";

    /// <summary>A whole completion with this text.</summary>
    public static string Text(string text, string finish = "stop") => Completion($$"""{"content":{{Quote(text)}}}""", finish);

    private static string Quote(string? text) => text is null ? "null" : JsonSerializer.Serialize(text);
}
