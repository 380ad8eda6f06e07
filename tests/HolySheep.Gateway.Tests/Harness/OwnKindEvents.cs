using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using HolySheep.TestKit;

namespace HolySheep.Gateway.Tests.Harness;

/// <summary>The events of a stream that says a whole answer, whatever kinds of calls, items and blocks it has.</summary>
internal static class OwnKindEvents
{
    /// <summary>The data of the events, in their order.</summary>
    /// <param name="path">One of <see cref="Question.Paths"/>.</param>
    /// <param name="body">The whole answer.</param>
    public static string[] Of(string path, string body) => path switch
    {
        Question.Chat => OfChat(JsonNode.Parse(body)!),
        Question.Responses => OfResponse(JsonNode.Parse(body)!),
        _ => OfMessage(JsonNode.Parse(body)!),
    };

    /// <summary>The events as a reply, each named by the type in it, if there is one.</summary>
    public static Reply Reply(string[] events) =>
        TestKit.Reply.Raw(200, "text/event-stream", string.Concat(events.Select(data => (data.StartsWith("{\"type\":\"", StringComparison.Ordinal) ? $"event: {data.Split('"')[3]}\n" : "") + $"data: {data}\n\n")));

    /// <summary>The data of the events of a stream.</summary>
    public static IEnumerable<string> DataOf(string stream) => stream.Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => line[6..]);

    private static string[] OfChat(JsonNode answer)
    {
        var delta = answer["choices"]![0]!["message"]!.DeepClone();
        for (var number = 0; number < (delta["tool_calls"]?.AsArray().Count ?? 0); number++)
        {
            delta["tool_calls"]![number]!["index"] = number;
        }

        string Chunk(string choice) => $$"""{"id":"c1","object":"chat.completion.chunk","created":1,"model":"alpha","choices":[{"index":0,{{choice}} }]}""";
        return [Chunk($"\"delta\":{delta.ToJsonString()},\"finish_reason\":null"), Chunk($"\"delta\":{{}},\"finish_reason\":\"{answer["choices"]![0]!["finish_reason"]}\""), "[DONE]"];
    }

    private static string[] OfResponse(JsonNode answer)
    {
        var items = answer["output"]!.AsArray().SelectMany((item, number) => new[]
        {
            $$"""{"type":"response.output_item.added","output_index":{{number}},"item":{{item!.ToJsonString()}} }""",
            $$"""{"type":"response.output_item.done","output_index":{{number}},"item":{{item.ToJsonString()}} }""",
        });
        return
        [
            """{"type":"response.created","response":{"id":"resp_1","object":"response","status":"in_progress","model":"alpha","output":[]}}""",
            .. items,
            $$"""{"type":"response.completed","response":{{answer.ToJsonString()}} }""",
        ];
    }

    private static string[] OfMessage(JsonNode answer)
    {
        var blocks = answer["content"]!.AsArray().SelectMany((block, number) => new[]
        {
            $$"""{"type":"content_block_start","index":{{number}},"content_block":{{block!.ToJsonString()}} }""",
            $$"""{"type":"content_block_stop","index":{{number}} }""",
        });
        return
        [
            """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"alpha","content":[],"stop_reason":null,"usage":{"input_tokens":9,"output_tokens":1}}}""",
            .. blocks,
            $$"""{"type":"message_delta","delta":{"stop_reason":"{{answer["stop_reason"]}}"},"usage":{"output_tokens":5} }""",
            """{"type":"message_stop"}""",
        ];
    }
}
