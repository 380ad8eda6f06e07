using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using HolySheep.TestKit.Wire;

namespace HolySheep.TestKit.Voices;

/// <summary>One block of a message, whole and as it is streamed.</summary>
/// <param name="Whole">The whole block.</param>
/// <param name="Start">What its stream begins with.</param>
/// <param name="Pieces">Its deltas, at least one.</param>
/// <param name="Last">A delta that ends it; null if there is none.</param>
internal sealed record MessageBlock(JsonObject Whole, JsonObject Start, IReadOnlyList<JsonObject> Pieces, JsonObject? Last = null)
{
    public static MessageBlock Text(string text) => new(
        Block("text", ("text", text), ("citations", null)),
        Block("text", ("text", "")),
        [.. CompletionJson.Words(text).Select(word => Block("text_delta", ("text", word)))]);

    public static MessageBlock Thinking(string thoughts, string signature) => new(
        Block("thinking", ("thinking", thoughts), ("signature", signature)),
        Block("thinking", ("thinking", ""), ("signature", "")),
        [.. CompletionJson.Words(thoughts).Select(word => Block("thinking_delta", ("thinking", word)))],
        Block("signature_delta", ("signature", signature)));

    /// <summary>A call whose arguments come in two pieces; nothing stands for an empty object.</summary>
    public static MessageBlock ToolUse(string id, string name, string arguments)
    {
        string streamed = arguments == "{}" ? "" : arguments;
        return new MessageBlock(
            Block("tool_use", ("id", id), ("name", name), ("input", JsonNode.Parse(arguments)), ("caller", Block("direct"))),
            Block("tool_use", ("id", id), ("name", name), ("input", new JsonObject()), ("caller", Block("direct"))),
            [Piece(streamed[..(streamed.Length / 2)]), Piece(streamed[(streamed.Length / 2)..])]);
    }

    private static JsonObject Piece(string json) => Block("input_json_delta", ("partial_json", json));

    private static JsonObject Block(string type, params (string Name, JsonNode? Value)[] members)
    {
        var block = new JsonObject { ["type"] = type };
        foreach ((string name, JsonNode? value) in members)
        {
            block[name] = value;
        }

        return block;
    }
}
