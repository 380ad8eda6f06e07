using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Providers.OpenAIChat;

/// <summary>What goes out on the wire.</summary>
public sealed class RequestBodyTests
{
    [Theory, Modes]
    public async Task Every_option_of_a_request_goes_out_faithfully(CallMode mode)
    {
        var sent = await SentAsync(mode, Stage.Question() with
        {
            System = "Be brief.",
            Messages = [ChatMessage.User("First?"), ChatMessage.Assistant("Yes."), ChatMessage.User("And \0 then \"ạ\" 🗼?")],
            Temperature = 0.3,
            TopP = 0.9,
            MaxTokens = 50,
            Seed = 7,
            Stop = ["END", "\n\n"],
            ReasoningEffort = "low",
            JsonSchema = new ChatJsonSchema("""{"type":"object"}""", "shape", strict: false),
            ExtraBody = new Dictionary<string, string> { ["logprobs"] = "true", ["metadata"] = """{"a":[1,null]}""" },
            ExtraHeaders = new Dictionary<string, string> { ["x-team"] = "ops" },
        });
        Assert.Equal([("system", "Be brief."), ("user", "First?"), ("assistant", "Yes."), ("user", "And \0 then \"ạ\" 🗼?")], sent.Messages);
        var body = sent.Json!.Value;
        Assert.Equal("""{"model":"alpha","temperature":0.3,"top_p":0.9,"max_tokens":50,"seed":7,"stop":["END","\n\n"],"reasoning_effort":"low","logprobs":true,"metadata":{"a":[1,null]}}""",
            Compact(body, "model", "temperature", "top_p", "max_tokens", "seed", "stop", "reasoning_effort", "logprobs", "metadata"));
        Assert.Equal("""{"type":"json_schema","json_schema":{"name":"shape","strict":false,"schema":{"type":"object"}}}""", body.GetProperty("response_format").GetRawText());
        Assert.Equal(("ops", "application/json", "/v1/chat/completions"), (sent.Header("x-team"), sent.Header("content-type"), sent.Path));
        Assert.StartsWith("HolySheep/", sent.Header("user-agent"));
        Assert.Equal(mode != CallMode.Plain, sent.IsStream);
    }

    [Theory, Modes]
    public async Task Options_that_are_not_set_are_not_sent(CallMode mode)
    {
        var names = (await SentAsync(mode, Stage.Question())).Json!.Value.EnumerateObject().Select(member => member.Name);
        Assert.Equal(mode == CallMode.Plain ? ["model", "messages"] : (string[])["model", "messages", "stream", "stream_options"], names);
    }

    [Theory]
    [InlineData("gpt-4.1", "max_tokens"), InlineData("o3", "max_completion_tokens"), InlineData("gpt-5", "max_completion_tokens"), InlineData("unheard-of", "max_tokens")]
    public async Task The_token_limit_goes_out_under_the_name_that_the_model_takes(string model, string name)
    {
        var body = (await SentAsync(CallMode.Plain, Stage.Question() with { Model = "one/" + model, MaxTokens = 9 })).Json!.Value;
        Assert.Equal(9, body.GetProperty(name).GetInt32());
        Assert.False(body.TryGetProperty(name == "max_tokens" ? "max_completion_tokens" : "max_tokens", out _));
    }

    [Theory, Modes]
    public async Task Ten_megabytes_of_prompt_go_out_whole(CallMode mode)
    {
        var prompt = string.Concat(Enumerable.Repeat("ngọn tháp 🗼 ", 700_000));
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Text("ok"));
        await stage.AskAsync(mode, Stage.Question(prompt));
        Assert.Equal(prompt, stage.One.Requests[0].LastUserMessage);
    }

    [Fact]
    public async Task Connections_are_pooled()
    {
        await using var stage = Stage.Alone();
        for (var i = 0; i < 5; i++)
        {
            await stage.AskAsync(CallMode.Plain);
        }

        Assert.Single(stage.One.Requests.Select(request => request.ConnectionId).Distinct());
    }

    private static async Task<RecordedRequest> SentAsync(CallMode mode, ChatRequest request)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Text("{}"));
        _ = (await stage.AskAsync(mode, request)).Result;
        return stage.One.Requests[0];
    }

    private static string Compact(JsonElement body, params string[] names) =>
        "{" + string.Join(',', names.Select(name => $"\"{name}\":{body.GetProperty(name).GetRawText()}")) + "}";
}
