using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace HolySheep.Gateway.Tests.Harness;

/// <summary>What a client of a protocol keeps of an answer, and how it gives it back with the results of its tools.</summary>
internal static class Turns
{
    private const string Tool = """{"type":"object","properties":{"city":{"type":"string"}}}""";

    /// <summary>The blocks or items of an answer, whole or streamed.</summary>
    public static async Task<JsonArray> KeepAsync(HttpResponseMessage response, string path)
    {
        var read = await response.Content.ReadAsStringAsync();
        if (response.Content.Headers.ContentType!.MediaType != "text/event-stream")
        {
            return JsonNode.Parse(read)![path == Question.Responses ? "output" : "content"]!.DeepClone().AsArray();
        }

        var events = read.Split('\n').Where(line => line.StartsWith("data: {", StringComparison.Ordinal)).Select(line => JsonNode.Parse(line[6..])!).ToList();
        if (path == Question.Responses)
        {
            return events.Single(item => TypeOf(item) == "response.completed")["response"]!["output"]!.DeepClone().AsArray();
        }

        var blocks = new JsonArray();
        foreach (var item in events)
        {
            if (TypeOf(item) == "content_block_start")
            {
                blocks.Add(item["content_block"]!.DeepClone());
            }
            else if (TypeOf(item) == "content_block_delta")
            {
                Extend(blocks[^1]!.AsObject(), item["delta"]!);
            }
        }

        foreach (var block in blocks.Where(block => block!["json"] is not null))
        {
            block!["input"] = JsonNode.Parse(block["json"]!.GetValue<string>());
            block.AsObject().Remove("json");
        }

        return blocks;
    }

    /// <summary>The first question for a path, with one tool.</summary>
    public static string Ask(string path, bool stream) => Body(path, stream, []);

    /// <summary>The answer back, and a result for each of its calls.</summary>
    public static string GoOn(string path, JsonArray kept)
    {
        var calls = kept.Where(item => TypeOf(item!) is "tool_use" or "function_call").ToList();
        return path == Question.Responses
            ? Body(path, false, [.. kept.Select(item => item!.ToJsonString()), .. calls.Select(call => $$"""{"type":"function_call_output","call_id":"{{call!["call_id"]}}","output":"22"}""")])
            : Body(path, false, [$$"""{"role":"assistant","content":{{kept.ToJsonString()}}}""", .. calls.Count == 0 ? (string[])["""{"role":"user","content":"go on"}"""]
                : [$$"""{"role":"user","content":[{{string.Join(",", calls.Select(call => $$"""{"type":"tool_result","tool_use_id":"{{call!["id"]}}","content":"22"}"""))}}]}"""]]);
    }

    private static string Body(string path, bool stream, IEnumerable<string> more)
    {
        var messages = string.Join(",", more.Prepend("""{"role":"user","content":"weather?"}"""));
        var flag = stream ? "true" : "false";
        return path == Question.Responses
            ? $$"""{"model":"alpha","stream":{{flag}},"store":false,"reasoning":{"effort":"medium"},"input":[{{messages}}],"tools":[{"type":"function","name":"look","parameters":{{Tool}},"strict":false}]}"""
            : $$"""{"model":"alpha","stream":{{flag}},"max_tokens":4000,"thinking":{"type":"enabled","budget_tokens":2000},"messages":[{{messages}}],"tools":[{"name":"look","input_schema":{{Tool}}}]}""";
    }

    private static void Extend(JsonObject block, JsonNode delta)
    {
        foreach (var (from, to) in new[] { ("text", "text"), ("thinking", "thinking"), ("signature", "signature"), ("partial_json", "json") })
        {
            if (delta[from] is { } more)
            {
                block[to] = (block[to]?.GetValue<string>() ?? "") + more.GetValue<string>();
            }
        }
    }

    private static string TypeOf(JsonNode item) => item["type"]!.GetValue<string>();
}
