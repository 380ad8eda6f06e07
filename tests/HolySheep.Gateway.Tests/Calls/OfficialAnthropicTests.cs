using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Anthropic;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using HolySheep.TestKit.Voices;
using Xunit;

namespace HolySheep.Gateway.Tests.Calls;

/// <summary>Anthropic's own client calls the gateway, whatever the provider behind it speaks.</summary>
public sealed class OfficialAnthropicTests
{
    private static readonly MessageCreateParams Question = new() { Model = "alpha", MaxTokens = 100, System = "Be brief.", Messages = [new UserMessageParam { Content = "How high?" }] };

    private static readonly Tool Look = new() { Name = "look", Description = "Looks.", InputSchema = JsonSerializer.Deserialize<InputSchema>("""{"type":"object","properties":{"where":{"type":"string"}},"required":["where"]}""")! };

    [Theory]
    [Kinds]
    public async Task An_answer_is_read_whole_with_its_usage(string kind)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Text("330 m 🗼").WithUsage(prompt: 1000, completion: 200, cached: 600));
        using var client = Client(stage);
        var message = await client.Messages.Create(Question);
        message.Validate();
        Assert.True(message.Content.Single().TryPickText(out var text));
        Assert.Equal(("330 m 🗼", "end_turn"), (text!.Text, message.StopReason!.Raw()));
        Assert.Equal((400L, 600L, 200L), (message.Usage.InputTokens, message.Usage.CacheReadInputTokens, message.Usage.OutputTokens));
        Assert.Contains("Be brief.", stage.One.Requests[0].Body);
        Assert.Equal("How high?", stage.One.Requests[0].LastUserMessage);
    }

    [Theory]
    [InlineData("openai", false)]
    [InlineData("openai", true)]
    [InlineData("anthropic", false)]
    [InlineData("anthropic", true)]
    public async Task Tokens_written_to_a_cache_are_told_by_how_long_they_stay(string kind, bool streamed)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        var counts = kind == "openai"
            ? """{"prompt_tokens":100,"completion_tokens":7,"total_tokens":107,"prompt_tokens_details":{"cached_tokens":10,"cache_write_tokens":50},"cache_creation":{"ephemeral_1h_input_tokens":20}}"""
            : "";
        var answer = kind == "anthropic" ? Reply.Text("330 m").WithUsage(new ReplyUsage(100, 7, 10, Written: 30, WrittenForHour: 20))
            : streamed ? Reply.Raw(200, "text/event-stream", $$$"""data: {"id":"c","model":"alpha","choices":[{"index":0,"delta":{"content":"330 m"},"finish_reason":"stop"}],"usage":{{{counts}}}}""" + "\n\ndata: [DONE]\n\n")
            : Reply.Json(200, $$$"""{"id":"c","model":"alpha","choices":[{"index":0,"message":{"role":"assistant","content":"330 m"},"finish_reason":"stop"}],"usage":{{{counts}}}}""");
        stage.One.OnAny().Answer(answer);
        using var response = await stage.PostAsync("/v1/messages", $$"""{"model":"alpha","max_tokens":100,"stream":{{(streamed ? "true" : "false")}},"messages":[{"role":"user","content":"How high?"}]}""");
        var text = await response.Content.ReadAsStringAsync();
        IEnumerable<JsonElement> told = streamed
            ? text.Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => JsonElement.Parse(line[6..]))
                .Select(item => item.TryGetProperty("message", out var message) ? message : item)
            : [JsonElement.Parse(text)];
        var usage = told.Where(item => item.TryGetProperty("usage", out var found) && found.TryGetProperty("cache_creation", out var parts) && parts.GetProperty("ephemeral_1h_input_tokens").GetInt32() > 0).Select(item => item.GetProperty("usage")).Last();
        Assert.Equal((40, 10, 50), (Tokens(usage, "input_tokens"), Tokens(usage, "cache_read_input_tokens"), Tokens(usage, "cache_creation_input_tokens")));
        Assert.Equal((30, 20), (Tokens(usage.GetProperty("cache_creation"), "ephemeral_5m_input_tokens"), Tokens(usage.GetProperty("cache_creation"), "ephemeral_1h_input_tokens")));
    }

    [Theory]
    [Kinds]
    public async Task An_answer_is_read_in_pieces_with_reasoning_before_it(string kind)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Reasoning("A tower, hm.", "330 m 🗼").WithUsage(prompt: 1000, completion: 200));
        var read = await StreamAsync(stage, Question);
        Assert.Equal(("330 m 🗼", "A tower, hm.", "end_turn", 1000L, 200L), (read.Text, read.Thinking, read.Stop, read.Input, read.Output));
    }

    [Theory]
    [Kinds(false)]
    [Kinds(true)]
    public async Task Tools_travel_both_ways_and_what_a_provider_sealed_comes_back_to_it(string kind, bool streamed)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Reasoning("Look twice.", "Wait.").AndCalls(("look", """{"where":"up"}"""), ("look", """{"where":"down"}""")), Reply.Text("330 m"));
        var blocks = streamed ? await StreamBlocksAsync(stage) : await BlocksAsync(stage);
        Assert.Equal(["up", "down"], blocks.Where(block => Type(block) == "tool_use").Select(block => block.GetProperty("input").GetProperty("where").GetString()));
        Assert.Equal("Wait.", blocks.Single(block => Type(block) == "text").GetProperty("text").GetString());
        var results = blocks.Where(block => Type(block) == "tool_use").Select(block => $$"""{"type":"tool_result","tool_use_id":"{{block.GetProperty("id").GetString()}}","content":[{"type":"text","text":"seen it"}]}""");
        var next = $$"""
            {"model":"alpha","max_tokens":100,"tools":[{"name":"look","input_schema":{"type":"object"} }],"messages":[
              {"role":"user","content":"How high?"},{"role":"assistant","content":[{{string.Join(',', blocks)}}]},{"role":"user","content":[{{string.Join(',', results)}}]}]}
            """;
        using var response = await stage.PostAsync("/v1/messages", next, ("anthropic-version", "2023-06-01"));
        Assert.Contains("330 m", await response.Content.ReadAsStringAsync());
        Assert.Contains("seen it", stage.One.Requests[1].Body);
        Assert.DoesNotContain("hs1.", stage.One.Requests[1].Body);
        if (Voice.Of(kind).Seal("one", 1) is { } seal)
        {
            Assert.Contains(seal, stage.One.Requests[1].Body);
        }
    }

    [Fact]
    public async Task What_a_provider_sealed_does_not_go_to_another()
    {
        await using var stage = await GatewayStage.StartAsync("openai-responses");
        stage.One.OnAny().Answer(Reply.Reasoning("Look twice.", "Wait."), Reply.Throttle("400"));
        var blocks = await BlocksAsync(stage);
        using var response = await stage.PostAsync("/v1/messages", $$"""{"model":"alpha","max_tokens":100,"messages":[{"role":"user","content":"How high?"},{"role":"assistant","content":[{{string.Join(',', blocks)}}]},{"role":"user","content":"And now?"}]}""");
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Contains("sealed-one-1", stage.One.Requests[1].Body);
        Assert.DoesNotContain("sealed-one-1", stage.Two.Requests[0].Body);
    }

    [Theory]
    [Kinds]
    public async Task An_answer_follows_its_schema(string kind)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Text("""{"height":330}"""));
        using var response = await stage.PostAsync("/v1/messages", """{"model":"alpha","max_tokens":100,"messages":[{"role":"user","content":"How high?"}],"output_config":{"format":{"type":"json_schema","schema":{"type":"object","properties":{"height":{"type":"number"}},"required":["height"],"additionalProperties":false}}}}""");
        Assert.Contains("330", await response.Content.ReadAsStringAsync());
        Assert.Contains("height", stage.One.Requests[0].Body);
    }

    [Theory]
    [Kinds]
    public async Task Pictures_and_documents_arrive(string kind)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Text("A tower."));
        using var response = await stage.PostAsync("/v1/messages", """
            {"model":"alpha","max_tokens":100,"messages":[{"role":"user","content":[
              {"type":"image","source":{"type":"base64","media_type":"image/png","data":"cGljdHVyZQ=="}},
              {"type":"document","title":"tower.pdf","source":{"type":"base64","media_type":"application/pdf","data":"ZG9jdW1lbnQ="}},
              {"type":"document","title":"notes","source":{"type":"text","media_type":"text/plain","data":"A note of 330 m"}},
              {"type":"text","text":"How high?"}]}]}
            """);
        Assert.Equal(200, (int)response.StatusCode);
        var sent = stage.One.Requests[0].Body;
        Assert.Contains("cGljdHVyZQ==", sent);
        Assert.Contains("ZG9jdW1lbnQ=", sent);
        Assert.True(sent.Contains("A note of 330 m", StringComparison.Ordinal) || sent.Contains("QSBub3RlIG9mIDMzMCBt", StringComparison.Ordinal));
    }

    [Theory]
    [Kinds(Trouble.ServerError, typeof(Anthropic5xxException))]
    [Kinds(Trouble.BadKey, typeof(Anthropic5xxException))]
    [Kinds(Trouble.TooLong, typeof(AnthropicBadRequestException))]
    [Kinds(Trouble.Refused, typeof(AnthropicBadRequestException))]
    [Kinds(Trouble.BadRequest, typeof(AnthropicBadRequestException))]
    public async Task A_failure_is_an_error_of_the_protocol(string kind, Trouble trouble, System.Type exception)
    {
        await using var stage = await GatewayStage.StartAsync(kind, chain: "[]");
        stage.One.OnAny().Answer(Enumerable.Repeat(Voice.Of(kind).Say(trouble), 4).ToArray());
        using var client = Client(stage);
        var fault = await Assert.ThrowsAnyAsync<AnthropicApiException>(() => client.Messages.Create(Question));
        Assert.Equal(exception, fault.GetType());
        var error = JsonElement.Parse(fault.ResponseBody).GetProperty("error");
        Assert.Equal(trouble is Trouble.ServerError or Trouble.BadKey ? "api_error" : "invalid_request_error", error.GetProperty("type").GetString());
        Assert.Equal(trouble == Trouble.TooLong, error.GetProperty("message").GetString()!.StartsWith("prompt is too long", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Capacity_throttling_and_budgets_have_their_own_errors()
    {
        await using var stage = await GatewayStage.StartAsync("anthropic", chain: "[]");
        stage.One.OnAny().Answer(Enumerable.Repeat(Voice.Of("anthropic").Say(Trouble.Overloaded), 4).ToArray());
        using var busy = await stage.PostAsync("/v1/messages", """{"model":"alpha","max_tokens":9,"messages":[{"role":"user","content":"hi"}]}""");
        Assert.Equal((529, "overloaded_error"), ((int)busy.StatusCode, await TypeAsync(busy)));
        stage.Two.OnAny().Answer(Reply.Throttle("400"));
        using var throttled = await stage.PostAsync("/v1/messages", """{"model":"beta","max_tokens":9,"messages":[{"role":"user","content":"hi"}]}""");
        Assert.Equal((429, "rate_limit_error"), ((int)throttled.StatusCode, await TypeAsync(throttled)));
        Assert.InRange(throttled.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 100, 400);
        using var poor = await stage.PostAsync("/v1/messages", """{"model":"alpha","max_tokens":9,"messages":[{"role":"user","content":"hi"}]}""", ("x-holysheep-max-cost", "0"));
        Assert.Contains((int)poor.StatusCode, new[] { 402, 429 });
    }

    [Theory]
    [InlineData(CutKind.Closed)]
    [InlineData(CutKind.Reset)]
    public async Task A_cut_stream_ends_with_an_error_event(CutKind how)
    {
        await using var stage = await GatewayStage.StartAsync("openai");
        stage.One.OnAny().Answer(Reply.Words(50).CutAfter(3, how));
        using var response = await stage.PostAsync("/v1/messages", """{"model":"alpha","stream":true,"max_tokens":9,"messages":[{"role":"user","content":"hi"}]}""");
        var read = await response.Content.ReadAsStringAsync();
        Assert.Contains("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\"", read);
        Assert.Contains("word2", read);
        Assert.DoesNotContain("message_stop", read);
        stage.One.OnAny().Answer(Reply.Words(50).CutAfter(3, how));
        await Assert.ThrowsAnyAsync<Exception>(() => StreamAsync(stage, Question));
    }

    [Fact]
    public async Task Signs_of_life_are_skipped_by_the_client()
    {
        await using var stage = await GatewayStage.StartAsync(change: options => options with { KeepAlive = TimeSpan.FromMilliseconds(20) });
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Words(3).HoldAfter(0, gate), Reply.Words(3).HoldAfter(0, gate));
        var reading = StreamAsync(stage, Question);
        await stage.One.WaitForCallAsync();

        // Once a later call has a sign of life, the earlier one has some too.
        using var raw = await stage.PostAsync("/v1/messages", """{"model":"alpha","stream":true,"max_tokens":9,"messages":[{"role":"user","content":"hi"}]}""");
        using var reader = new System.IO.StreamReader(await raw.Content.ReadAsStreamAsync());
        Assert.Equal("event: ping", await reader.ReadLineAsync());
        gate.Open();
        Assert.Equal("word1 word2 word3", (await reading).Text);
    }

    [Fact]
    public async Task Tokens_are_counted()
    {
        await using var stage = await GatewayStage.StartAsync("openai");
        using var client = Client(stage);
        var count = await client.Messages.CountTokens(new MessageCountTokensParams { Model = "alpha", Messages = [new UserMessageParam { Content = "How high is the tower of Paris?" }] });
        Assert.InRange(count.InputTokens, 5, 40);
        Assert.Equal(0, stage.One.CallCount);
    }

    [Fact]
    public async Task The_list_of_models_has_the_shape_that_the_client_reads()
    {
        await using var stage = await GatewayStage.StartAsync();
        using var client = Client(stage);
        Assert.Contains("beta", (await client.Models.List()).Items.Select(model => model.ID));
    }

    [Theory]
    [InlineData("""{"model":"alpha","max_tokens":9}""", 400)]
    [InlineData("""{"model":"gamma","max_tokens":9,"messages":[{"role":"user","content":"hi"}]}""", 404)]
    [InlineData("""{"model":"alpha","max_tokens":9,"messages":[{"role":"wizard","content":"hi"}]}""", 400)]
    [InlineData("""{"model":"alpha","max_tokens":9,"messages":[{"role":"user","content":[{"type":"text"}]}]}""", 400)]
    [InlineData("""{"model":"alpha","max_tokens":9,"messages":[{"role":"user","content":[7]}]}""", 400)]
    [InlineData("""{"model":"alpha","max_tokens":0,"messages":[{"role":"user","content":"hi"}]}""", 400)]
    public async Task A_wrong_body_is_an_error_of_the_protocol(string body, int status)
    {
        await using var stage = await GatewayStage.StartAsync();
        using var response = await stage.PostAsync("/v1/messages", body);
        Assert.Equal((status, status == 404 ? "not_found_error" : "invalid_request_error"), ((int)response.StatusCode, await TypeAsync(response)));
        Assert.Equal(0, stage.One.CallCount);
    }

    private static async Task<string?> TypeAsync(System.Net.Http.HttpResponseMessage response) => JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("error").GetProperty("type").GetString();

    private static string? Type(JsonElement block) => block.GetProperty("type").GetString();

    private static int Tokens(JsonElement usage, string name) => usage.GetProperty(name).GetInt32();

    private static AnthropicClient Client(GatewayStage stage) => new() { BaseUrl = stage.Root, ApiKey = GatewayStage.Token, MaxRetries = 0 };

    private static async Task<IReadOnlyList<JsonElement>> BlocksAsync(GatewayStage stage)
    {
        using var client = Client(stage);
        var message = await client.Messages.Create(Question with { Tools = [Look] });
        return [.. JsonSerializer.SerializeToElement(message.RawData["content"]).EnumerateArray()];
    }

    /// <summary>The blocks of a stream, joined as the protocol says.</summary>
    private static async Task<IReadOnlyList<JsonElement>> StreamBlocksAsync(GatewayStage stage)
    {
        using var response = await stage.PostAsync("/v1/messages", """{"model":"alpha","stream":true,"max_tokens":100,"messages":[{"role":"user","content":"How high?"}],"tools":[{"name":"look","input_schema":{"type":"object"}}]}""");
        var blocks = new SortedDictionary<int, System.Text.Json.Nodes.JsonObject>();
        var arguments = new Dictionary<int, string>();
        var ended = new HashSet<int>();
        foreach (var item in (await response.Content.ReadAsStringAsync()).Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => JsonElement.Parse(line[6..])))
        {
            var index = item.TryGetProperty("index", out var place) ? place.GetInt32() : -1;
            switch (Type(item))
            {
                case "content_block_start":
                    Assert.Equal(blocks.Count, index);
                    Assert.Equal(index, ended.Count);
                    blocks[index] = System.Text.Json.Nodes.JsonObject.Create(item.GetProperty("content_block"))!;
                    break;
                case "content_block_delta":
                    var delta = item.GetProperty("delta");
                    var name = Type(delta)!.Replace("_delta", "", StringComparison.Ordinal);
                    if (name == "input_json")
                    {
                        arguments[index] = arguments.GetValueOrDefault(index) + delta.GetProperty("partial_json").GetString();
                    }
                    else
                    {
                        blocks[index][name] = (string?)blocks[index][name] + delta.GetProperty(name).GetString();
                    }

                    break;
                case "content_block_stop":
                    Assert.True(ended.Add(index));
                    break;
            }
        }

        Assert.Equal(blocks.Count, ended.Count);
        foreach (var (index, text) in arguments)
        {
            blocks[index]["input"] = System.Text.Json.Nodes.JsonNode.Parse(text);
        }

        return [.. blocks.Values.Select(block => JsonElement.Parse(block.ToJsonString()))];
    }

    private static async Task<(string Text, string Thinking, string? Stop, long? Input, long Output)> StreamAsync(GatewayStage stage, MessageCreateParams question)
    {
        using var client = Client(stage);
        var (text, thinking) = ("", "");
        (string? stop, long? input, long output) = (null, null, 0);
        await foreach (var item in client.Messages.CreateStreaming(question))
        {
            item.Validate();
            if (item.TryPickContentBlockDelta(out var piece))
            {
                text += piece.Delta.TryPickText(out var said) ? said.Text : "";
                thinking += piece.Delta.TryPickThinking(out var thought) ? thought.Thinking : "";
            }
            else if (item.TryPickDelta(out var ending))
            {
                (stop, input, output) = (ending.Delta.StopReason!.Raw(), ending.Usage.InputTokens, ending.Usage.OutputTokens);
            }
        }

        return (text, thinking, stop, input, output);
    }
}
