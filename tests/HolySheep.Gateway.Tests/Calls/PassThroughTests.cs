using System;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Gateway.Tests.Calls;

/// <summary>Caller and provider speak the same format: bodies and events are passed on.</summary>
public sealed class PassThroughTests
{
    // Spaces, order, escapes, numbers, unknown members, cache marks and signatures as no writer of ours would write them.
    private const string Messages = """
        { "max_tokens" : 1.0e2, "model" :"alpha" ,"metadata":{"user_id":"u\u0031"},
          "system":[{"type":"text","text":"Be br\u0069ef.","cache_control":{"type":"ephemeral","ttl":"1h"}}], "stream" : false,
          "messages":[{"role":"user","content":[{"type":"text","text":"H\u00f6h?"}]},{"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"sig+/="},{"type":"text","text":"so"}]},{"role":"user","content":"and?"}],
          "a_member_of_tomorrow":[1.50,{"x":null}] }
        """;

    private const string Chat = """
        { "model":"alpha", "temperature":0.70, "user" : "u\u0031",
          "messages":[ {"role":"user","content":"H\u00f6h?"} ], "a_member_of_tomorrow":[1.50,{"x":null}] }
        """;

    private const string Responses = """
        { "model":"alpha", "temperature":0.70, "store" : false, "include":["reasoning.encrypted_content"], "tools":[{"type":"namespace","name":"n","tools":[]},{"type":"web_search"}],
          "input":[ {"role":"user","content":"H\u00f6h?"}, {"type":"item_of_tomorrow","x":1.0} ], "a_member_of_tomorrow":[1.50,{"x":null}] }
        """;

    [Theory]
    [InlineData("anthropic", "/v1/messages", Messages)]
    [InlineData("openai", "/v1/chat/completions", Chat)]
    [InlineData("azure", "/v1/chat/completions", Chat)]
    [InlineData("openai-responses", "/v1/responses", Responses)]
    public async Task The_bytes_that_arrive_are_those_that_were_sent_but_for_the_model(string kind, string path, string body)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        body = body.Replace("1.0e2", "100", StringComparison.Ordinal);
        stage.One.OnAny().Answer(Reply.Throttle("400"));
        stage.Two.OnAny().Answer(Reply.Text("330 m"));
        using var response = await stage.PostAsync(path, body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(body, stage.One.Requests[0].Body);
        Assert.Equal(body.Replace("\"alpha\"", "\"beta\"", StringComparison.Ordinal), stage.Two.Requests[0].Body);
    }

    [Fact]
    public async Task A_count_of_tokens_counts_what_the_caller_sent_and_not_a_translation_of_it()
    {
        const string Counted = """
            "thinking":{"type":"enabled","budget_tokens":5000}, "mcp_servers":[{"type":"url","url":"https://example.com","name":"m"}], "context_management":{"edits":[{"type":"clear_thinking_20251015"}]},
            "tools":[{"type":"web_search_20250305","name":"web_search"}], "a_member_of_tomorrow":[1.50,{"x":null}],
            "messages":[{"role":"user","content":[{"type":"document","source":{"type":"file","file_id":"file_1"}}]},
              {"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"sig+/="},{"type":"redacted_thinking","data":"abc"},{"type":"text","text":"s\u006f"}]},{"role":"user","content":"and?"}]
            """;
        await using var stage = await GatewayStage.StartAsync("anthropic");
        stage.One.Handle(request => request.Path.EndsWith("/count_tokens", StringComparison.Ordinal) ? Reply.Json(200, """{"input_tokens":4711}""") : null);
        using var response = await stage.PostAsync("/v1/messages/count_tokens", $$"""{"max_tokens":9,"stream":true,"model":"alpha",{{Counted}}}""", ("anthropic-beta", "files-api-2025-04-14"));
        Assert.Equal("""{"input_tokens":4711}""", await response.Content.ReadAsStringAsync());
        var sent = stage.One.Requests[0];
        Assert.Equal("files-api-2025-04-14", sent.Headers["anthropic-beta"]);

        // What only an answer has is left out: the provider refuses to count with it.
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse($$"""{"model":"alpha",{{Counted}}}"""), JsonElement.Parse(sent.Body)), sent.Body);
        Assert.Contains("1.50", sent.Body);
    }

    [Theory]
    [InlineData("{\"model\":\"alpha\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}", ",\"stream_options\":{\"include_usage\":true}}")]
    [InlineData("{\"model\":\"alpha\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"stream_options\":null}", "\"stream_options\":{\"include_usage\":true}}")]
    [InlineData("{\"model\":\"alpha\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"stream_options\":{\"include_usage\":false,\"x\":1}}", "\"stream_options\":{\"x\":1,\"include_usage\":true}}")]
    public async Task A_chat_stream_is_asked_for_its_usage_which_the_caller_does_not_see(string body, string sent)
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Reply.Words(3).WithUsage(prompt: 1000, completion: 3), Reply.Words(3).WithUsage(prompt: 1000, completion: 3));
        using var response = await stage.PostAsync("/v1/chat/completions", body, ("x-holysheep-tag", "run=1"));
        var read = await response.Content.ReadAsStringAsync();
        Assert.EndsWith(sent, stage.One.Requests[0].Body);
        Assert.DoesNotContain("1000", read);
        Assert.EndsWith("data: [DONE]\n\n", read);
        Assert.Equal(1000, stage.Client.ListCalls(new Spend.History.CallQuery { Tag = "run=1" }).Single().Attempts.Single().Usage.PromptTokens);
        using var asked = await stage.PostAsync("/v1/chat/completions", """{"model":"alpha","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"hi"}]}""");
        Assert.Contains("1000", await asked.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("anthropic", "/v1/messages")]
    [InlineData("openai", "/v1/chat/completions")]
    [InlineData("openai-responses", "/v1/responses")]
    public async Task An_answer_is_the_providers_own(string kind, string path)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        await using var direct = new ScriptedProvider("one");
        var reply = Reply.Reasoning("hm", "330 m").AndCalls(("look", """{"a":1}""")).WithModel("a-model-of-theirs").WithUsage(prompt: 10, completion: 5);
        stage.One.OnAny().Answer(reply);
        direct.OnAny().Answer(reply);
        using var through = await stage.PostAsync(path, Question.Of(path, stream: false));
        Assert.Equal(await DirectAsync(stage, direct, path, stream: false), Stable(await through.Content.ReadAsStringAsync()));
        Assert.Equal("alpha", through.Headers.GetValues("x-holysheep-model-used").Single());
    }

    [Theory]
    [InlineData("anthropic", "/v1/messages")]
    [InlineData("openai", "/v1/chat/completions")]
    [InlineData("openai-responses", "/v1/responses")]
    public async Task The_events_of_a_stream_are_the_providers_own(string kind, string path)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        await using var direct = new ScriptedProvider("one");
        var reply = Reply.Reasoning("hm so", "330 m of tower").AndCalls(("look", """{"a":1}"""), ("see", "{}")).WithModel("a-model-of-theirs").WithUsage(prompt: 10, completion: 5);
        stage.One.OnAny().Answer(reply);
        direct.OnAny().Answer(reply);
        using var through = await stage.PostAsync(path, Question.Of(path, stream: true).Replace("\"stream\":true", "\"stream\":true,\"stream_options\":{\"include_usage\":true}", StringComparison.Ordinal));
        Assert.Equal(Lines(await DirectAsync(stage, direct, path, stream: true)), Lines(Stable(await through.Content.ReadAsStringAsync())));
    }

    [Theory]
    [InlineData("anthropic", "/v1/messages")]
    [InlineData("openai", "/v1/chat/completions")]
    [InlineData("openai-responses", "/v1/responses")]
    public async Task A_piece_of_a_passed_on_stream_is_sent_before_the_next_one_is_there(string kind, string path)
    {
        await using var stage = await GatewayStage.StartAsync(kind, change: options => options with { KeepAlive = TimeSpan.FromMinutes(5) });
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Words(3).HoldAfter(1, gate));
        using var response = await stage.PostAsync(path, Question.Of(path, stream: true));
        using var reader = new System.IO.StreamReader(await response.Content.ReadAsStreamAsync());
        string? line;
        do
        {
            line = await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
        }
        while (line?.Contains("word1", StringComparison.Ordinal) == false);

        Assert.NotNull(line);
        gate.Open();
        Assert.Contains("word3", await reader.ReadToEndAsync());
    }

    [Theory]
    [InlineData("anthropic", "/v1/messages")]
    [InlineData("openai", "/v1/chat/completions")]
    [InlineData("openai-responses", "/v1/responses")]
    public async Task A_stream_that_fails_before_its_first_piece_shows_nothing_of_it(string kind, string path)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Words(3).ErrorEvent("insufficient_quota", "no money"), Reply.Words(3).ErrorEvent("insufficient_quota", "no money"));
        stage.Two.OnAny().Answer(Reply.Text("from-two"));
        using var response = await stage.PostAsync(path, Question.Of(path, stream: true));
        var read = await response.Content.ReadAsStringAsync();
        Assert.Contains("from-two", read);
        Assert.DoesNotContain("no money", read);
        Assert.Single(read.Split('\n'), line => line.StartsWith("data: ", StringComparison.Ordinal) && (line.Contains("\"delta\":{\"role\"", StringComparison.Ordinal) || line.Contains("\"message_start\"", StringComparison.Ordinal) || line.Contains("\"response.created\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("anthropic", "/v1/messages", "message_stop")]
    [InlineData("openai", "/v1/chat/completions", "[DONE]")]
    [InlineData("openai-responses", "/v1/responses", "response.completed")]
    public async Task A_passed_on_stream_that_is_cut_ends_with_an_error(string kind, string path, string end)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Words(50).CutAfter(3, CutKind.Reset));
        using var response = await stage.PostAsync(path, Question.Of(path, stream: true));
        var read = await response.Content.ReadAsStringAsync();
        Assert.Contains("word2", read);
        Assert.Contains("\"error\":{", read);
        Assert.DoesNotContain(end, read);
    }

    [Theory]
    [InlineData("anthropic", "/v1/messages", false)]
    [InlineData("anthropic", "/v1/messages", true)]
    [InlineData("openai", "/v1/chat/completions", false)]
    [InlineData("openai", "/v1/chat/completions", true)]
    [InlineData("openai-responses", "/v1/responses", false)]
    [InlineData("openai-responses", "/v1/responses", true)]
    public async Task A_key_in_an_answer_does_not_get_through(string kind, string path, bool stream)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Text($"one two {KeyMarker.Value} three four"));
        using var response = await stage.PostAsync(path, Question.Of(path, stream));
        var read = await response.Content.ReadAsStringAsync();
        Assert.Empty(KeyMarker.FindInBytes(System.Text.Encoding.UTF8.GetBytes(read)));
        Assert.Equal(stream, read.Contains("\"error\":{", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Headers_that_belong_to_a_body_go_with_it_and_no_further()
    {
        await using var stage = await GatewayStage.StartAsync("anthropic");
        stage.One.OnAny().Answer(Reply.Text("330 m"));
        using var response = await stage.PostAsync("/v1/messages", Question.Of(Question.Messages, stream: false), ("anthropic-beta", "a-2026,b-2026"), ("anthropic-version", "2026-10-21"), ("x-odd", "1"));
        Assert.Equal(("a-2026,b-2026", "2026-10-21", null), (stage.One.Requests[0].Header("anthropic-beta"), stage.One.Requests[0].Header("anthropic-version"), stage.One.Requests[0].Header("x-odd")));
        await using var other = await GatewayStage.StartAsync("openai");
        using var translated = await other.PostAsync("/v1/messages", Question.Of(Question.Messages, stream: false), ("anthropic-beta", "a-2026"), ("anthropic-version", "2026-10-21"));
        Assert.Null(other.One.Requests[0].Header("anthropic-beta"));
    }

    [Fact]
    public async Task What_only_one_format_can_say_goes_to_its_providers_alone()
    {
        const string Search = """{"model":"alpha","max_tokens":9,"messages":[{"role":"user","content":"hi"}],"tools":[{"type":"web_search_20250305","name":"web_search"}]}""";
        await using var same = await GatewayStage.StartAsync("anthropic");
        same.One.OnAny().Answer(Reply.Text("found"));
        using var found = await same.PostAsync("/v1/messages", Search);
        Assert.Equal((HttpStatusCode.OK, Search), (found.StatusCode, same.One.Requests[0].Body));
        await using var other = await GatewayStage.StartAsync("openai");
        using var refused = await other.PostAsync("/v1/messages", Search);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("web_search_20250305", await refused.Content.ReadAsStringAsync());
        Assert.Equal(0, other.One.CallCount + other.Two.CallCount);
    }

    private static async Task<string> DirectAsync(GatewayStage stage, ScriptedProvider direct, string path, bool stream)
    {
        var body = stage.One.Requests[0].Body;
        using var response = await stage.Http.PostAsync(direct.Root + path, new System.Net.Http.StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(stream, response.Content.Headers.ContentType!.MediaType == "text/event-stream");
        return Stable(await response.Content.ReadAsStringAsync());
    }

    // The scripted provider writes the time of an answer.
    private static string Stable(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\"(created|created_at)\":\\d+", "\"$1\":0");

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [Theory]
    [InlineData("data: ONE\ndata: TWO\n\ndata: END\n\n")]
    [InlineData("data: ONE\n\ndata: TWO\ndata: END\n\n")]
    [InlineData("data: data: ONE\ndata: TWO\ndata: END\n\n")]
    [InlineData("data: ONE\n\ndata: {\"choices\":[{\"del\n\ndata: TWO\ndata: END\n\n")]
    public async Task Every_event_that_arrives_is_one_that_a_client_can_read(string sent)
    {
        const string One = """{"id":"c","object":"chat.completion.chunk","model":"alpha","choices":[{"index":0,"delta":{"content":"one "},"finish_reason":null}]}""";
        const string Two = """{"id":"c","object":"chat.completion.chunk","model":"alpha","choices":[{"index":0,"delta":{"content":"two"},"finish_reason":"stop"}]}""";
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Reply.Raw(200, "text/event-stream", sent.Replace("ONE", One, StringComparison.Ordinal).Replace("TWO", Two, StringComparison.Ordinal).Replace("END", "[DONE]", StringComparison.Ordinal)));
        using var response = await stage.PostAsync(Question.Chat, Question.Of(Question.Chat, stream: true));
        Assert.Equal($"data: {One}\n\ndata: {Two}\n\ndata: [DONE]\n\n", await response.Content.ReadAsStringAsync());
    }
}
