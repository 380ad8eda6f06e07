using System;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Gateway.Tests.Calls;

/// <summary>Answers and requests that only one format can say: a provider of it may give and get them through the gateway.</summary>
public sealed class OwnKindTests
{
    private const string ChatUsage = ""","usage":{"prompt_tokens":9,"completion_tokens":5,"total_tokens":14}}""";
    private const string OtherUsage = ""","usage":{"input_tokens":9,"output_tokens":5,"total_tokens":14}}""";
    private const string Patch = """{"type":"custom_tool_call","id":"ctc_1","call_id":"call_1","name":"apply_patch","input":"*** Begin","status":"completed"}""";

    public static TheoryData<string, string, string> Answers => new()
    {
        { "openai", Question.Chat, """{"id":"c1","object":"chat.completion","created":1,"model":"alpha","choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"custom","custom":{"name":"sh","input":"ls"}}]},"finish_reason":"tool_calls"}]""" + ChatUsage },
        { "openai", Question.Chat, """{"id":"c1","object":"chat.completion","created":1,"model":"alpha","choices":[{"index":0,"message":{"role":"assistant","content":null,"audio":{"id":"a1","data":"AAAA","expires_at":1,"transcript":"hi"}},"finish_reason":"stop"}]""" + ChatUsage },
        { "openai-responses", Question.Responses, Response(Patch) },
        { "openai-responses", Question.Responses, Response("""{"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"x"},""" + Patch) },
        { "openai-responses", Question.Responses, Response("""{"type":"mcp_approval_request","id":"m1","arguments":"{}","name":"look","server_label":"s"}""") },
        { "openai-responses", Question.Responses, Response("""{"type":"computer_call","id":"cu1","call_id":"c1","action":{"type":"screenshot"},"pending_safety_checks":[],"status":"completed"}""") },
        { "openai-responses", Question.Responses, Response("""{"type":"item_of_tomorrow","id":"i1"}""") },
        { "anthropic", Question.Messages, Message("""{"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"x"}}""", "pause_turn") },
        { "openai", Question.Chat, """{"id":"c1","object":"chat.completion","created":1,"model":"alpha","choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"shell","shell":{"command":"ls"}}]},"finish_reason":"tool_calls"}]""" + ChatUsage },
        { "openai-responses", Question.Responses, Response("""{"type":"shell_call","id":"sh_1","call_id":"c1","action":{"commands":["ls"]},"status":"completed"}""") },
        { "openai-responses", Question.Responses, Response("""{"type":"shell_call","id":"sh_1","call_id":"c1","action":{"commands":["ls"]},"environment":{"type":"container_reference","container_id":"x"},"status":"completed"}""") },
        { "openai-responses", Question.Responses, Response("""{"type":"tool_search_call","id":"ts_1","call_id":"c1","execution":"client","arguments":{"query":"x"},"status":"completed"}""") },
        { "openai-responses", Question.Responses, Response("""{"type":"mcp_call","id":"m1","name":"look","arguments":"{}","server_label":"s","output":"o","status":"completed"}""") },
        { "openai-responses", Question.Responses, Response("""{"type":"web_search_call","id":"ws_1","status":"completed"}""") },
        { "openai-responses", Question.Responses, Response("""{"type":"call_of_tomorrow_call","id":"i1"}""") },
        { "openai-responses", Question.Responses, Response("""{"type":"compaction","id":"cmp_1","encrypted_content":"x"}""") },
        { "anthropic", Question.Messages, Message("""{"type":"mcp_tool_use","id":"m1","name":"look","server_name":"s","input":{}},{"type":"mcp_tool_result","tool_use_id":"m1","is_error":false,"content":[]}""", "end_turn") },
        { "anthropic", Question.Messages, Message("""{"type":"compaction","content":"They spoke of towers."}""", "end_turn") },
        { "anthropic", Question.Messages, Message("""{"type":"block_of_tomorrow"}""", "end_turn") },
    };

    public static TheoryData<string, string, string> Thoughts => new()
    {
        { "openai-responses", Question.Responses, Response("""{"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"x"}""") },
        { "openai-responses", Question.Responses, Response("""{"type":"mcp_list_tools","id":"m1","server_label":"s","tools":[{"name":"look"}]}""") },
        { "anthropic", Question.Messages, Message("""{"type":"thinking","thinking":"Hm.","signature":"x"},{"type":"redacted_thinking","data":"x"}""", "end_turn") },
        { "openai", Question.Chat, """{"id":"c1","object":"chat.completion","created":1,"model":"alpha","choices":[{"index":0,"message":{"role":"assistant","content":"","reasoning_details":[{"type":"reasoning.encrypted","data":"x"}]},"finish_reason":"stop"}]""" + ChatUsage },
    };

    public static TheoryData<string, string, string> Requests => new()
    {
        { "openai", Question.Chat, """{"model":"alpha","messages":[{"role":"user","content":"hi"}],"tools":[{"type":"function","function":{"name":"look"}}],"tool_choice":{"type":"allowed_tools","allowed_tools":{"mode":"auto","tools":[{"type":"function","function":{"name":"look"}}]}}}""" },
        { "openai", Question.Chat, """{"model":"alpha","messages":[{"role":"user","content":"hi"}],"tools":[{"type":"custom","custom":{"name":"sh"}}],"tool_choice":{"type":"custom","custom":{"name":"sh"}}}""" },
        { "openai", Question.Chat, """{"model":"alpha","messages":[{"role":"user","content":"hi"}],"tools":[{"type":"custom","custom":{"name":"sh"}}],"tool_choice":"required"}""" },
        { "openai", Question.Chat, """{"model":"alpha","messages":[{"role":"user","content":"hi"},{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"custom","custom":{"name":"sh","input":"ls"}}]},{"role":"tool","tool_call_id":"c1","content":"a.txt"}]}""" },
        { "openai", Question.Chat, """{"model":"alpha","messages":[{"role":"user","content":[{"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}}]}]}""" },
        { "openai", Question.Chat, """{"model":"alpha","messages":[{"role":"user","content":[{"type":"file","file":{"file_id":"file-1"}}]}]}""" },
        { "openai", Question.Chat, """{"model":"alpha","messages":[{"role":"user","content":"hi"}],"response_format":{"type":"json_schema","json_schema":{"name":"known"}}}""" },
        { "anthropic", Question.Messages, """{"model":"alpha","max_tokens":9,"messages":[{"role":"user","content":"hi"}],"tools":[{"type":"web_search_20250305","name":"web_search"}],"tool_choice":{"type":"tool","name":"web_search"}}""" },
        { "anthropic", Question.Messages, """{"model":"alpha","max_tokens":9,"messages":[{"role":"user","content":"hi"}],"tools":[{"type":"web_search_20250305","name":"web_search"}],"tool_choice":{"type":"any"}}""" },
        { "anthropic", Question.Messages, """{"model":"alpha","max_tokens":9,"messages":[{"role":"user","content":[{"type":"document","source":{"type":"file","file_id":"file_1"}}]}]}""" },
        { "anthropic", Question.Messages, $$$"""{"model":"alpha","max_tokens":9,"messages":[{"role":"user","content":"hi"}],"tools":[{"name":"{{{new string('n', 100)}}}","input_schema":{"type":"object"}}]}""" },
        { "openai-responses", Question.Responses, """{"model":"alpha","input":"hi","tools":[{"type":"custom","name":"apply_patch"}],"tool_choice":"required"}""" },
        { "openai-responses", Question.Responses, """{"model":"alpha","input":[{"type":"item_reference","id":"msg_1"}]}""" },
        { "openai-responses", Question.Responses, """{"model":"alpha","prompt":{"id":"pmpt_1"}}""" },
        { "openai-responses", Question.Responses, """{"model":"alpha","input":[{"type":"item_reference","id":"fc_1"},{"type":"function_call_output","call_id":"c1","output":"3"}]}""" },
        { "openai-responses", Question.Responses, """{"model":"alpha","input":[{"type":"custom_tool_call","call_id":"c1","name":"apply_patch","input":"x"},{"type":"custom_tool_call_output","call_id":"c1","output":"done"}]}""" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_of_the_providers_own_kind_is_an_answer_and_not_an_empty_one(string kind, string path, string body)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Json(200, body));

        using var response = await stage.PostAsync(path, Question.Of(path, stream: false));

        Assert.Equal((HttpStatusCode.OK, body), (response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Equal((1, 0), (stage.One.CallCount, stage.Two.CallCount));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_of_the_providers_own_kind_is_an_answer_in_a_stream_too(string kind, string path, string body)
    {
        var events = OwnKindEvents.Of(path, body);
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(OwnKindEvents.Reply(events));

        using var response = await stage.PostAsync(path, Question.Of(path, stream: true));

        Assert.Equal(events, OwnKindEvents.DataOf(await response.Content.ReadAsStringAsync()));
        Assert.Equal((1, 0), (stage.One.CallCount, stage.Two.CallCount));
    }

    [Theory]
    [MemberData(nameof(Thoughts))]
    public async Task An_answer_with_nothing_but_thoughts_and_lists_is_an_empty_one(string kind, string path, string body)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Json(200, body));
        stage.Two.OnAny().Answer(Reply.Text("330 m"));

        using var response = await stage.PostAsync(path, Question.Of(path, stream: false));

        Assert.Contains("330 m", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("""{"type":"web_search_call","id":"ws_1","status":"completed"}""", 502)]
    [InlineData("""{"type":"shell_call","id":"sh_1","call_id":"c1","action":{"commands":["ls"]},"status":"completed"}""", 200)]
    public async Task A_text_after_work_of_the_providers_own_follows_its_schema_and_one_beside_a_call_need_not(string item, int status)
    {
        await using var stage = await GatewayStage.StartAsync("openai-responses", chain: "[]");
        stage.One.OnAny().Answer(Reply.Json(200, Response(item + """,{"type":"message","id":"msg_1","status":"completed","role":"assistant","content":[{"type":"output_text","text":"no JSON","annotations":[]}]}""")));

        using var response = await stage.PostAsync(Question.Responses, """{"model":"alpha","input":"hi","text":{"format":{"type":"json_schema","name":"s","strict":true,"schema":{"type":"object","properties":{"a":{"type":"integer"}}}}}}""");

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_call_of_a_custom_tool_comes_piece_by_piece()
    {
        string[] events =
        [
            """{"type":"response.created","response":{"id":"resp_1","object":"response","status":"in_progress","model":"alpha","output":[]}}""",
            """{"type":"response.output_item.added","output_index":0,"item":{"type":"custom_tool_call","id":"ctc_1","call_id":"call_1","name":"apply_patch","input":"","status":"in_progress"}}""",
            """{"type":"response.custom_tool_call_input.delta","output_index":0,"item_id":"ctc_1","delta":"*** Begin"}""",
            """{"type":"response.custom_tool_call_input.done","output_index":0,"item_id":"ctc_1","input":"*** Begin"}""",
            $$"""{"type":"response.output_item.done","output_index":0,"item":{{Patch}}}""",
            $$"""{"type":"response.completed","response":{{Response(Patch)}}}""",
        ];
        await using var stage = await GatewayStage.StartAsync("openai-responses");
        stage.One.OnAny().Answer(Reply.Events(events));

        using var response = await stage.PostAsync(Question.Responses, Question.Of(Question.Responses, stream: true));

        var read = (await response.Content.ReadAsStringAsync()).Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => line[6..]);
        Assert.Equal(events, read);
        Assert.Equal((1, 0), (stage.One.CallCount, stage.Two.CallCount));
    }

    [Theory]
    [InlineData(false, "{\\\"a\\\":\\\"text\\\"}", 200)]
    [InlineData(false, "no JSON", 502)]
    [InlineData(true, "{\\\"a\\\":\\\"text\\\"}", 502)]
    public async Task A_schema_that_the_provider_need_not_follow_asks_only_for_JSON(bool isStrict, string text, int status)
    {
        await using var stage = await GatewayStage.StartAsync(chain: "[]");
        stage.One.OnAny().Answer(Reply.Json(200, $$"""{"id":"c1","object":"chat.completion","created":1,"model":"alpha","choices":[{"index":0,"message":{"role":"assistant","content":"{{text}}"},"finish_reason":"stop"}]{{ChatUsage}}"""));

        using var response = await stage.PostAsync(Question.Chat, """{"model":"alpha","messages":[{"role":"user","content":"hi"}],"response_format":{"type":"json_schema","json_schema":{"name":"s","strict":""" + (isStrict ? "true" : "false") + ""","schema":{"type":"object","properties":{"a":{"type":"integer"}}}}}}""");

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_request_that_only_one_format_can_say_reaches_its_provider_as_it_was_sent(string kind, string path, string body)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Text("330 m"));

        using var response = await stage.PostAsync(path, body);

        Assert.True(response.StatusCode == HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        Assert.Equal(body, stage.One.Requests[0].Body);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_provider_of_another_format_is_not_asked_what_it_cannot_be_told(string kind, string path, string body)
    {
        await using var stage = await GatewayStage.StartAsync(kind == "anthropic" ? "openai" : "anthropic");

        using var response = await stage.PostAsync(path, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(path == Question.Messages ? "invalid_request_error" : "not_translatable", await response.Content.ReadAsStringAsync());
        Assert.Equal(0, stage.One.CallCount + stage.Two.CallCount);
    }

    private static string Response(string items) => $$"""{"id":"resp_1","object":"response","created_at":1,"status":"completed","model":"alpha","output":[{{items}}]{{OtherUsage}}""";

    private static string Message(string blocks, string reason) => $$"""{"id":"msg_1","type":"message","role":"assistant","model":"alpha","content":[{{blocks}}],"stop_reason":"{{reason}}","stop_sequence":null{{OtherUsage}}""";
}
