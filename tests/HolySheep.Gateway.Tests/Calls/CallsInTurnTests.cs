using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Gateway.Tests.Calls;

/// <summary>A provider may send the pieces of several tool calls in turns; protocols that end each call before the next get them in their legal order.</summary>
public sealed class CallsInTurnTests
{
    private const string Weather = """{"city":"Hue"}""";
    private const string Time = """{"zone":"UTC","at":[1,2]}""";

    private static readonly string[] Opened =
    [
        """{"index":0,"id":"c1","type":"function","function":{"name":"get_weather","arguments":""}}""",
        """{"index":1,"id":"c2","type":"function","function":{"name":"get_time","arguments":""}}""",
    ];

    public static TheoryData<string, string[]> Orders => new()
    {
        { "one after another", [Opened[0], Piece(0, "{\"city\":"), Piece(0, "\"Hue\"}"), Opened[1], Piece(1, "{\"zone\":\"UTC\""), Piece(1, ",\"at\":[1,2]}")] },
        { "both begun first", [Opened[0], Opened[1], Piece(0, Weather), Piece(1, Time)] },
        { "both begun first, the second one whole first", [Opened[0], Opened[1], Piece(1, Time), Piece(0, Weather)] },
        { "in turns", [Opened[0], Piece(0, "{\"city\""), Opened[1], Piece(1, "{\"zone\":\"UTC\""), Piece(0, ":\"Hu"), Piece(1, ",\"at\":[1,"), Piece(0, "e\"}"), Piece(1, "2]}")] },
        { "in turns, with white space after the first one", [Opened[0], Piece(0, Weather), Opened[1], Piece(0, " \n"), Piece(1, Time)] },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Messages_get_one_block_after_another(string order, string[] pieces)
    {
        var blocks = Blocks(await AskAsync("/v1/messages", pieces));
        Assert.True(blocks.SequenceEqual([("c1 get_weather", Weather), ("c2 get_time", Time)]), order + ": " + string.Join(" | ", blocks));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Responses_get_one_item_after_another(string order, string[] pieces)
    {
        var items = Items(await AskAsync("/v1/responses", pieces));
        Assert.True(items.SequenceEqual([("c1 get_weather", Weather), ("c2 get_time", Time)]), order + ": " + string.Join(" | ", items));
    }

    [Fact]
    public async Task Text_between_the_pieces_of_a_call_is_not_lost()
    {
        var events = await AskAsync("/v1/messages", Opened[0], Piece(0, "{\"city\""), """TEXT""", Piece(0, ":\"Hue\"}"), Opened[1], Piece(1, Time));
        Assert.Equal([("c1 get_weather", Weather), ("text", "by the way"), ("c2 get_time", Time)], Blocks(events));
    }

    [Fact]
    public async Task A_call_without_arguments_is_followed_by_those_that_waited()
    {
        var events = await AskAsync("/v1/messages", Opened[0], Opened[1], Piece(1, Time));
        Assert.Equal([("c1 get_weather", "{}"), ("c2 get_time", Time)], Blocks(events));
    }

    private static string Piece(int index, string arguments) => $$$"""{"index":{{{index}}},"function":{"arguments":{{{JsonSerializer.Serialize(arguments)}}}}}""";

    private static async Task<List<JsonElement>> AskAsync(string path, params string[] pieces)
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Reply.Events([
            .. pieces.Select(piece => piece == "TEXT" ? Chunk("""{"content":"by the way"}""", "null") : Chunk($$"""{"tool_calls":[{{piece}}]}""", "null")),
            Chunk("{}", "\"tool_calls\""),
            """{"id":"x","object":"chat.completion.chunk","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}""",
            "[DONE]",
        ]));
        using var response = await stage.PostAsync(path, """{"model":"alpha","max_tokens":99,"stream":true,"messages":[{"role":"user","content":"?"}],"input":"?"}""");
        var read = await response.Content.ReadAsStringAsync();
        return [.. read.Split('\n').Where(line => line.StartsWith("data: {", StringComparison.Ordinal)).Select(line => JsonDocument.Parse(line[6..]).RootElement)];
    }

    private static string Chunk(string delta, string finish) => $$"""{"id":"x","object":"chat.completion.chunk","model":"alpha","choices":[{"index":0,"delta":{{delta}},"finish_reason":{{finish}}}]}""";

    /// <summary>The blocks of a stream of Messages, once the order of its events is legal.</summary>
    private static List<(string Name, string Text)> Blocks(List<JsonElement> events)
    {
        var blocks = new List<(string Name, string Text)>();
        var text = new StringBuilder();
        int? open = null;
        foreach (var item in events)
        {
            switch (item.GetProperty("type").GetString())
            {
                case "content_block_start":
                    Assert.Null(open);
                    open = item.GetProperty("index").GetInt32();
                    Assert.Equal(blocks.Count, open);
                    var block = item.GetProperty("content_block");
                    blocks.Add((block.GetProperty("type").GetString() == "tool_use" ? $"{block.GetProperty("id").GetString()} {block.GetProperty("name").GetString()}" : "text", ""));
                    text.Clear();
                    break;
                case "content_block_delta":
                    Assert.Equal(open, item.GetProperty("index").GetInt32());
                    var delta = item.GetProperty("delta");
                    text.Append((delta.TryGetProperty("partial_json", out var json) ? json : delta.GetProperty("text")).GetString());
                    break;
                case "content_block_stop":
                    Assert.Equal(open, item.GetProperty("index").GetInt32());
                    open = null;
                    blocks[^1] = (blocks[^1].Name, text.ToString());
                    break;
            }
        }

        Assert.Equal("message_stop", events[^1].GetProperty("type").GetString());
        return blocks;
    }

    /// <summary>The calls of a stream of Responses, once the order of its events is legal and its last event says the same.</summary>
    private static List<(string Name, string Text)> Items(List<JsonElement> events)
    {
        var items = new List<(string Name, string Text)>();
        var text = new StringBuilder();
        string? open = null;
        foreach (var item in events)
        {
            switch (item.GetProperty("type").GetString())
            {
                case "response.output_item.added":
                    Assert.Null(open);
                    open = item.GetProperty("item").GetProperty("id").GetString();
                    text.Clear();
                    break;
                case "response.function_call_arguments.delta":
                    Assert.Equal(open, item.GetProperty("item_id").GetString());
                    text.Append(item.GetProperty("delta").GetString());
                    break;
                case "response.output_item.done":
                    var call = item.GetProperty("item");
                    Assert.Equal(open, call.GetProperty("id").GetString());
                    Assert.Equal(text.ToString(), call.GetProperty("arguments").GetString());
                    items.Add(($"{call.GetProperty("call_id").GetString()} {call.GetProperty("name").GetString()}", text.ToString()));
                    open = null;
                    break;
            }
        }

        Assert.Equal("response.completed", events[^1].GetProperty("type").GetString());
        Assert.Equal(items.Count, events[^1].GetProperty("response").GetProperty("output").GetArrayLength());
        return items;
    }
}
