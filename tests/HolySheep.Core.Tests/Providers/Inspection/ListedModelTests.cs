using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Providers.Inspection;

/// <summary>What providers' lists tell of models that the catalogue does not know.</summary>
public sealed class ListedModelTests
{
    [Theory]
    [InlineData("""{"id":"x","context_length":131072,"max_completion_tokens":8192}""", 131072, 8192), InlineData("""{"id":"x","max_model_len":4096}""", 4096, null)]
    [InlineData("""{"id":"x","max_input_tokens":200000,"max_tokens":64000}""", 200000, 64000), InlineData("""{"id":"x","context_window":32768}""", 32768, null)]
    [InlineData("""{"id":"x","context_length":"long","max_model_len":-1,"max_tokens":1e20}""", null, null), InlineData("""{"id":"x"}""", null, null), InlineData("\"x\"", null, null)]
    public void A_size_is_read_by_the_names_that_providers_give_it(string model, int? window, int? output)
    {
        var limits = ListedModelReader.Of(JsonElement.Parse(model));
        Assert.Equal((window, output), (limits?.ContextWindow, limits?.MaxOutput));
    }

    [Fact]
    public async Task A_list_fills_what_the_catalog_does_not_know_and_no_more()
    {
        await using var stage = Stage.Alone();
        stage.One.Handle(request => request.Method == "GET" ? Reply.Json(200, """{"data":[{"id":"unheard-of","context_length":5000},{"id":"gpt-4.1","context_length":5000}]}""") : null);
        var models = (await stage.Client.ListModelsAsync("one")).Models;
        Assert.Equal(5000, models.Single(model => model.Id == "unheard-of").ContextWindow);
        Assert.Equal(128_000, models.Single(model => model.Id == "gpt-4.1").ContextWindow);
    }

    [Theory]
    [InlineData("anthropic", Claude, "claude-nova-9", "3000000 256000 tools: images:False documents:True schema:False efforts:low,medium,high")]
    [InlineData("openai", Router, "acme/big-1", "500000 65000 tools:True images:True documents:True schema:True efforts:")]
    [InlineData("gemini", """{"name":"models/gemini-nova","inputTokenLimit":9000,"outputTokenLimit":800,"supportedGenerationMethods":["generateContent"]}""", "gemini-nova", "9000 800 tools: images: documents: schema: efforts:")]
    [InlineData("openai", """{"id":"gpt-4.1","capabilities":{"vision":false,"function_calling":false,"pdf_input":true}}""", "gpt-4.1", "128000 32768 tools:True images:True documents:True schema:True efforts:")]
    public async Task What_a_list_says_of_a_model_is_shown_after_what_the_catalogue_says(string wire, string entry, string id, string expected)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.Handle(request => request.Method == "GET" ? Reply.Json(200, $$"""{"{{(wire == "gemini" ? "models" : "data")}}":[{{entry}}]}""") : null);
        var model = (await stage.Client.ListModelsAsync("one")).Models.Single(model => model.Id == id);
        Assert.Equal(expected, $"{model.ContextWindow} {model.MaxOutput} tools:{model.Tools} images:{model.Images} documents:{model.Documents} schema:{model.JsonSchema} efforts:{string.Join(",", model.Efforts)}");
    }

    private const string Claude = """
        { "type": "model", "id": "claude-nova-9", "display_name": "Claude Nova 9", "max_input_tokens": 3000000, "max_tokens": 256000,
          "capabilities": { "image_input": { "supported": false }, "pdf_input": { "supported": true }, "structured_outputs": { "supported": false }, "batch": { "supported": true },
            "thinking": { "supported": true, "types": { "adaptive": { "supported": false }, "enabled": { "supported": true } } },
            "effort": { "supported": true, "low": { "supported": true }, "medium": { "supported": true }, "high": { "supported": true }, "xhigh": null, "max": { "supported": false } } } }
        """;

    private const string Router = """
        { "id": "acme/big-1", "context_length": 500000, "architecture": { "input_modalities": [ "text", "image", "file" ] }, "top_provider": { "max_completion_tokens": 65000 },
          "supported_parameters": [ "tools", "tool_choice", "structured_outputs", "reasoning" ] }
        """;

    public static TheoryData<string, string> Entries => new()
    {
        { Claude, "3000000 256000 tools: images:False documents:True schema:False thinking:enabled efforts:low,medium,high" },
        { Router, "500000 65000 tools:True images:True documents:True schema:True thinking: efforts:" },
        { """{ "id": "m", "max_context_length": 32768, "capabilities": { "completion_chat": true, "function_calling": false, "vision": true } }""", "32768  tools:False images:True documents: schema: thinking: efforts:" },
        { """{ "id": "openai/m", "capabilities": [ "streaming", "tool-calling" ], "limits": { "max_input_tokens": 8000, "max_output_tokens": 4000 }, "supported_input_modalities": [ "text" ] }""", "8000 4000 tools:True images:False documents:False schema: thinking: efforts:" },
        { """{ "id": "x", "capabilities": "many", "supported_parameters": {}, "architecture": [] , "limits": 7, "max_tokens": 9 }""", " 9 tools: images: documents: schema: thinking: efforts:" },
        { """{ "id": "x", "capabilities": { "thinking": { "types": null }, "effort": true, "image_input": 1 } }""", "nothing" },
    };

    [Theory, MemberData(nameof(Entries))]
    public void What_a_model_takes_is_read_in_the_words_of_each_list(string entry, string expected)
    {
        var listed = ListedModelReader.Of(JsonElement.Parse(entry));
        Assert.Equal(expected, listed is null ? "nothing"
            : $"{listed.ContextWindow} {listed.MaxOutput} tools:{listed.Tools} images:{listed.Images} documents:{listed.Documents} schema:{listed.JsonSchema} thinking:{string.Join(",", listed.Thinking)} efforts:{string.Join(",", listed.Efforts)}");
    }

    [Fact]
    public async Task A_call_of_an_unknown_model_uses_what_the_list_said_and_never_asks_for_a_list()
    {
        await using var stage = Stage.Alone().Speaking("anthropic");
        stage.One.Handle(request => request.Method == "GET" ? Reply.Json(200, $$"""{ "data": [ {{Claude}} ], "has_more": false }""") : null);
        var question = Stage.Question() with { Model = "one/claude-nova-9", NoFallback = true, ReasoningEffort = "high" };

        // Before the list: what the id says, the newest form, and the limit that every model takes.
        await stage.AskAsync(CallMode.Plain, question);
        Assert.Equal((4096, "adaptive"), Sent(stage));

        await stage.Client.ListModelsAsync("one");
        await stage.AskAsync(CallMode.Plain, question);
        Assert.Equal((256_000, "enabled"), Sent(stage));
        Assert.Equal(1, stage.One.Requests.Count(request => request.Method == "GET"));

        var picture = question with { Messages = [ChatMessage.User("What is this?").With([new ChatAttachment("a.png", "image/png", new byte[] { 1, 2, 3 })])] };
        Assert.Contains("it takes no images", (await stage.AskAsync(CallMode.Plain, picture)).Error!.Message, System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_catalogue_goes_before_a_list()
    {
        await using var stage = Stage.Alone();
        stage.One.Handle(request => request.Method == "GET" ? Reply.Json(200, """{"data":[{"id":"gpt-4.1","context_length":10,"capabilities":{"vision":false}}]}""") : null);
        await stage.Client.ListModelsAsync("one");
        Assert.Equal(128_000, stage.Client.PlanRoute(Stage.Question() with { Model = "one/gpt-4.1", NoFallback = true }).Candidates[0].ContextWindow);
    }

    private static (int MaxTokens, string? Thinking) Sent(Stage stage)
    {
        var body = stage.One.Requests[^1].Json!.Value;
        return (body.GetProperty("max_tokens").GetInt32(), body.TryGetProperty("thinking", out var thinking) ? thinking.GetProperty("type").GetString() : null);
    }
}
