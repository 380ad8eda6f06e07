using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using HolySheep.Chat.Parts;

namespace HolySheep.Streams;

/// <summary>Writes JSON as servers do: texts escaped or raw, side members of any type, content as text or parts.</summary>
internal sealed class FuzzedJson(Random random)
{
    private const string Usage = """{"prompt_tokens":8,"completion_tokens":9,"total_tokens":17}""";
    private static readonly string[] Ids = ["\"c-1\"", "12345", "null", "{}", "[]"];
    private static readonly string[] Sides =
    [
        "\"error\":null", "\"error\":\"\"", "\"error\":{\"message\":\"\",\"code\":null}", "\"system_fingerprint\":7", "\"usage\":[]", "\"usage\":null", "\"created\":\"1760000000\"", "\"created\":{}",
        "\"base_resp\":{\"status_code\":0,\"status_msg\":\"\"}", "\"x_groq\":{\"id\":\"r\"}", "\"code\":0,\"message\":\"ok\"", "\"error_code\":0",
    ];

    public string Quote(string text)
    {
        var escapes = random.Next(2) == 0;
        var json = new StringBuilder("\"");
        for (var i = 0; i < text.Length; i++)
        {
            var pair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            if (pair && !escapes)
            {
                json.Append(text, i++, 2);
            }
            else if (text[i] is '"' or '\\')
            {
                json.Append('\\').Append(text[i]);
            }
            else if (text[i] < ' ' || char.IsSurrogate(text[i]) || (escapes && text[i] > 126))
            {
                json.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
            }
            else
            {
                json.Append(text[i]);
            }
        }

        return json.Append('"').ToString();
    }

    public string ContentDelta(string text) => "{\"content\":" + random.Next(4) switch
    {
        0 => $"[{{\"type\":\"text\",\"text\":{Quote(text)}}}]",
        1 => $"[{Quote(text)}]",
        _ => Quote(text),
    } + (random.Next(5) == 0 ? ",\"tool_calls\":{},\"refusal\":null" : "") + "}";

    public string ReasoningDelta(string text) => random.Next(4) switch
    {
        0 => $"{{\"content\":[{{\"type\":\"thinking\",\"thinking\":[{{\"type\":\"text\",\"text\":{Quote(text)}}}]}}]}}",
        1 => $"{{\"content\":null,\"reasoning\":{Quote(text)}}}",
        2 => $"{{\"reasoning_content\":[{{\"type\":\"text\",\"text\":{Quote(text)}}}]}}",
        _ => $"{{\"reasoning_content\":{Quote(text)},\"content\":\"\"}}",
    };

    /// <summary>The deltas of tool calls in one of the ways of the field.</summary>
    public IEnumerable<string> ToolDeltas(IReadOnlyList<ChatToolCall> calls)
    {
        var style = random.Next(4);
        foreach (var (call, number) in calls.Select((call, number) => (call, number)))
        {
            if (style == 0)
            {
                yield return Tool($"\"index\":0,{Head(call, Quote(call.Arguments))}");
            }
            else if (style == 1)
            {
                yield return Tool(Head(call, random.Next(2) == 0 ? call.Arguments : Quote(call.Arguments)));
            }
            else
            {
                var index = style == 2 ? $"\"index\":{number}," : $"\"index\":\"{number}\",";
                var half = random.Next(call.Arguments.Length + 1);
                yield return Tool(index + Head(call, Quote(call.Arguments[..half])));
                yield return Tool($"{index}\"function\":{{\"arguments\":{Quote(call.Arguments[half..])}}}");
            }
        }
    }

    public string Message(FuzzedAnswer answer) =>
        $"{{\"role\":\"assistant\",\"content\":{(answer.ContentPieces.Count == 0 ? "null" : Quote(string.Concat(answer.ContentPieces)))}"
        + (answer.Reasoning is null ? "" : $",\"reasoning_content\":{Quote(string.Concat(answer.ReasoningPieces))}")
        + (answer.Tools.Count == 0 ? "" : $",\"tool_calls\":[{string.Join(',', answer.Tools.Select(call => $"{{{Head(call, Quote(call.Arguments))}}}"))}]")
        + "}";

    public string Chunk(string delta, string? finish, bool counts = false, string member = "delta", string kind = "chat.completion.chunk")
    {
        var choice = random.Next(3) switch { 0 => "", 1 => "\"index\":\"0\",", _ => "\"index\":0," } + $"\"{member}\":{delta}";
        choice += finish is not null ? $",\"finish_reason\":\"{finish}\"" : random.Next(3) switch { 0 => "", 1 => ",\"finish_reason\":\"\"", _ => ",\"finish_reason\":null" };
        choice += counts && random.Next(3) == 0 ? $",\"usage\":{Usage}" : "";
        var others = random.Next(8) == 0 ? ",{\"index\":1,\"delta\":{\"content\":\"of another choice\"}}" : "";
        var side = random.Next(4) == 0 ? "," + Sides[random.Next(Sides.Length)] : "";
        return $"{{\"id\":{Ids[random.Next(Ids.Length)]},\"object\":\"{kind}\",\"choices\":[{{{choice}}}{others}]{side}{(counts ? $",\"usage\":{Usage}" : "")}}}";
    }

    public string UsageEvent() => $"{{\"choices\":[],\"usage\":{Usage}}}";

    private static string Tool(string members) => $"{{\"tool_calls\":[{{{members}}}]}}";

    private string Head(ChatToolCall call, string arguments) => $"\"id\":\"{call.Id}\",\"type\":\"function\",\"function\":{{\"name\":{Quote(call.Name)},\"arguments\":{arguments}}}";
}
