using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Gateway.Tests.Calls;

/// <summary>Tool calls as providers of chat completions write them too, for clients of another format: without an id, without arguments, or broken off.</summary>
public sealed class OddCallTests
{
    private const string Nameless = """{"tool_calls":[{"type":"function","function":{"name":"look","arguments":"{}"}},{"type":"function","function":{"name":"see","arguments":"{\"a\":1}"}}]}""";
    private const string Bare = """{"tool_calls":[{"type":"function","function":{"name":"look"}},{"type":"function","function":{"name":"see","arguments":"{\"a\":1}"}}]}""";
    private const string EmptyIds = """{"tool_calls":[{"index":0,"id":"","type":"function","function":{"name":"look","arguments":"{}"}},{"index":1,"id":"","type":"function","function":{"name":"see","arguments":"{\"a\":1}"}}]}""";
    private const string SameIds = """{"tool_calls":[{"index":0,"id":"x","type":"function","function":{"name":"look","arguments":"{}"}},{"index":1,"id":"x","type":"function","function":{"name":"see","arguments":"{\"a\":1}"}}]}""";
    private const string Legacy = """{"function_call":{"name":"look","arguments":"{}"}}""";

    public static TheoryData<string, string, bool> WithoutIds
    {
        get
        {
            var data = new TheoryData<string, string, bool>();
            foreach (var message in (string[])[Nameless, Bare, EmptyIds, SameIds, Legacy])
            {
                foreach (var path in (string[])[Question.Messages, Question.Responses])
                {
                    data.Add(message, path, false);
                    data.Add(message, path, true);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(WithoutIds))]
    public async Task Every_call_has_an_id_of_its_own_by_which_its_result_is_found(string message, string path, bool stream)
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Answer(message, stream), Answer(message, stream: false), Reply.Text("done"));
        using var first = await stage.PostAsync(path, Turns.Ask(path, stream));
        var kept = await Turns.KeepAsync(first, path);
        using var second = await stage.PostAsync(path, Turns.GoOn(path, kept));
        foreach (var item in await Turns.KeepAsync(second, path))
        {
            Assert.DoesNotContain(IdOf(item!), kept.Select(earlier => IdOf(earlier!)).Where(id => id.StartsWith("call_", System.StringComparison.Ordinal)));
        }

        var ids = kept.Select(item => IdOf(item!)).ToArray();
        Assert.Equal(message == Legacy ? 1 : 2, ids.Length);
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.DoesNotContain("", ids);
        var sent = JsonNode.Parse(stage.One.Requests[1].Body)!["messages"]!.AsArray();
        Assert.Equal(ids, sent[1]!["tool_calls"]!.AsArray().Select(call => call!["id"]!.GetValue<string>()));
        Assert.Equal(ids, sent.Skip(2).Select(result => result!["tool_call_id"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("\"arguments\":\"\"", false), InlineData("\"arguments\":\"\"", true)]
    [InlineData("\"arguments\":null", false), InlineData("\"arguments\":null", true)]
    [InlineData("\"description\":\"\"", false), InlineData("\"description\":\"\"", true)]
    public async Task Arguments_that_a_call_does_not_have_are_an_empty_object(string arguments, bool stream)
    {
        var message = $$$"""{"tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"look",{{{arguments}}} }},{"index":1,"id":"c2","type":"function","function":{"name":"see",{{{arguments}}} }}]}""";
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Answer(message, stream), Answer(message, stream));
        using var items = await stage.PostAsync(Question.Responses, Turns.Ask(Question.Responses, stream));
        Assert.Equal(["c1 {}", "c2 {}"], (await Turns.KeepAsync(items, Question.Responses)).Select(item => $"{item!["call_id"]} {item["arguments"]}"));
        using var blocks = await stage.PostAsync(Question.Messages, Turns.Ask(Question.Messages, stream));
        Assert.Equal(["c1 {}", "c2 {}"], (await Turns.KeepAsync(blocks, Question.Messages)).Select(block => $"{block!["id"]} {block["input"]!.ToJsonString()}"));
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task Chat_gets_an_empty_object_for_a_call_of_Responses_without_arguments(bool stream)
    {
        const string Item = """{"id":"fc_1","type":"function_call","status":"completed","call_id":"call_1","name":"look","arguments":""}""";
        const string Whole = """{"id":"r","object":"response","created_at":1,"status":"completed","model":"alpha","output":[""" + Item + """],"usage":{"input_tokens":3,"output_tokens":1,"total_tokens":4}}""";
        await using var stage = await GatewayStage.StartAsync("openai-responses");
        stage.One.OnAny().Answer(!stream ? Reply.Json(200, Whole) : Reply.Events(
            """{"type":"response.output_item.added","output_index":0,"item":""" + Item + "}", """{"type":"response.output_item.done","output_index":0,"item":""" + Item + "}", """{"type":"response.completed","response":""" + Whole + "}"));
        using var response = await stage.PostAsync(Question.Chat, Question.Of(Question.Chat, stream));
        var read = await response.Content.ReadAsStringAsync();
        Assert.True(read.Contains("\"arguments\":\"{}\""), read);
    }

    [Theory]
    [InlineData(Question.Messages), InlineData(Question.Responses)]
    public async Task Broken_arguments_are_another_attempt_of_a_whole_answer(string path)
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Answer(Broken, stream: false), Reply.Text("330 m"));
        using var response = await stage.PostAsync(path, Question.Of(path, stream: false));
        Assert.Equal((200, 2), ((int)response.StatusCode, stage.One.CallCount));
        Assert.Contains("330 m", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(Question.Messages, "message_stop"), InlineData(Question.Responses, "response.completed")]
    public async Task Broken_arguments_that_were_shown_end_with_an_error(string path, string end)
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Answer(Broken, stream: true));
        using var response = await stage.PostAsync(path, Question.Of(path, stream: true));
        var read = await response.Content.ReadAsStringAsync();
        Assert.Contains("\"error\":{", read);
        Assert.DoesNotContain(end, read);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task Broken_arguments_are_passed_on_to_a_client_of_the_same_format(bool stream)
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Answer(Broken, stream));
        using var response = await stage.PostAsync(Question.Chat, Question.Of(Question.Chat, stream));
        var read = await response.Content.ReadAsStringAsync();
        Assert.Equal((200, 1), ((int)response.StatusCode, stage.One.CallCount));
        Assert.Contains("\"tool_calls\"", read);
        Assert.DoesNotContain("\"error\":{", read);
    }

    private const string Broken = """{"tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"look","arguments":"{\"a\":"}}]}""";

    private static string IdOf(JsonNode item) => (item["call_id"] ?? item["id"])!.GetValue<string>();

    private static Reply Answer(string message, bool stream)
    {
        const string Usage = "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}";
        return !stream
            ? Reply.Json(200, $$$"""{"id":"x","object":"chat.completion","model":"alpha","choices":[{"index":0,"message":{{{message}}},"finish_reason":"tool_calls"}],{{{Usage}}} }""")
            : Reply.Events(
                $$$"""{"id":"x","object":"chat.completion.chunk","model":"alpha","choices":[{"index":0,"delta":{{{message}}},"finish_reason":null}]}""",
                """{"id":"x","object":"chat.completion.chunk","model":"alpha","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}""",
                $$$"""{"id":"x","object":"chat.completion.chunk","choices":[],{{{Usage}}} }""",
                "[DONE]");
    }
}
