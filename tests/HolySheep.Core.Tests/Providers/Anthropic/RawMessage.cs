using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HolySheep.Harness;
using HolySheep.TestKit;

namespace HolySheep.Providers.Anthropic;

/// <summary>An answer given by its blocks, whole and as the events that the provider would send.</summary>
internal sealed class RawMessage(params string[] blocks)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Members beside the content, of the whole message and of the last delta.</summary>
    public string Ending { get; init; } = """{"stop_reason":"end_turn","stop_sequence":null}""";

    public string? Usage { get; init; } = """{"input_tokens":10,"output_tokens":5}""";

    /// <summary>The usage that a stream begins with.</summary>
    public string? FirstUsage { get; init; } = """{"input_tokens":10,"output_tokens":1}""";

    /// <summary>The length of a piece of a text in a stream.</summary>
    public int Slice { get; init; } = 4;

    /// <summary>The reply in the form that is asked for.</summary>
    public Reply For(CallMode mode) => mode == CallMode.Plain ? Reply.Json(200, Whole) : Events(Streamed);

    public string Whole => Write([("id", "\"msg_1\""), ("type", "\"message\""), ("role", "\"assistant\""), ("model", "\"claude-reported\""), ("content", $"[{string.Join(",", blocks)}]"), .. Members(Ending), ("usage", Usage)]);

    public string Streamed
    {
        get
        {
            var start = Write([("id", "\"msg_1\""), ("type", "\"message\""), ("role", "\"assistant\""), ("model", "\"claude-reported\""), ("content", "[]"), ("stop_reason", "null"), ("usage", FirstUsage)]);
            var events = new StringBuilder(Event("message_start", ("message", start)) + Event("ping"));
            foreach (var (index, block) in blocks.Select(block => (JsonObject)JsonNode.Parse(block)!).Index())
            {
                var (first, deltas) = Pieces(block);
                events.Append(Event("content_block_start", ("index", $"{index}"), ("content_block", Json(first))));
                foreach (var delta in deltas)
                {
                    events.Append(Event("content_block_delta", ("index", $"{index}"), ("delta", Json(delta))));
                }

                events.Append(Event("content_block_stop", ("index", $"{index}")));
            }

            return events + Event("message_delta", ("delta", Ending), ("usage", Usage)) + Event("message_stop");
        }
    }

    public static Reply Events(string events) => Reply.Json(200, events).As("text/event-stream");

    public static string Event(string type, params (string Name, string? Json)[] members) => $"event: {type}\ndata: {Write([("type", $"\"{type}\""), .. members])}\n\n";

    private (JsonObject First, IReadOnlyList<JsonObject> Deltas) Pieces(JsonObject block)
    {
        var first = (JsonObject)block.DeepClone();
        switch (block["type"]!.GetValue<string>())
        {
            case "text":
                first["text"] = "";
                first.Remove("citations");
                return (first, [.. Slices(block["text"]!).Select(text => Delta("text_delta", "text", text)), .. (block["citations"]?.AsArray() ?? []).Select(source => Delta("citations_delta", "citation", source!.DeepClone()))]);
            case "thinking":
                (first["thinking"], first["signature"]) = ("", "");
                return (first, [.. Slices(block["thinking"]!).Select(text => Delta("thinking_delta", "thinking", text)), Delta("signature_delta", "signature", block["signature"]!.DeepClone())]);
            case "tool_use" or "server_tool_use":
                first["input"] = new JsonObject();
                var input = Json((JsonObject)block["input"]!);
                return (first, [Delta("input_json_delta", "partial_json", ""), .. input == "{}" ? [] : Slices(input).Select(text => Delta("input_json_delta", "partial_json", text))]);
            default:
                return (first, []);
        }
    }

    private IEnumerable<string> Slices(JsonNode text) => text.GetValue<string>().Chunk(Slice).Select(piece => new string(piece));

    private static JsonObject Delta(string type, string name, JsonNode value) => new() { ["type"] = type, [name] = value };

    private static IEnumerable<(string Name, string? Json)> Members(string json) => JsonElement.Parse(json).EnumerateObject().Select(member => (member.Name, (string?)member.Value.GetRawText()));

    private static string Write(IEnumerable<(string Name, string? Json)> members) => "{" + string.Join(",", members.Where(member => member.Json is not null).Select(member => $"\"{member.Name}\":{member.Json}")) + "}";

    private static string Json(JsonObject json) => json.ToJsonString(Readable);
}
