using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Anthropic;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Chat.Tools;
using HolySheep.Harness;
using HolySheep.TestKit;
using HolySheep.TestKit.Voices;
using Xunit;

namespace HolySheep.Wires;

/// <summary>The vendor's own package reads what our scripted provider writes, and the types of its requests take what we send.</summary>
public sealed class OfficialAnthropicTests
{
    private static readonly MessageCreateParams Question = new() { Model = "alpha", MaxTokens = 100, Messages = [new UserMessageParam { Content = "How high is the tower?" }] };

    private static readonly Reply Answer = Reply.Reasoning("A tower, hm.", "330 m, 日本 🐑").AndCalls(("look", """{"where":"up","list":[1,2]}"""), ("rest", "{}"))
        .WithUsage(new ReplyUsage(Prompt: 1000, Completion: 200, Cached: 600, Reasoning: 50, Written: 100, WrittenForHour: 30));

    [Fact]
    public async Task The_official_client_reads_a_whole_message_and_gets_the_same_answer()
    {
        await using var provider = new ScriptedProvider("one");
        provider.OnAny().Answer(Answer);
        using var client = Client(provider);
        var message = await client.Messages.Create(Question);
        message.Validate();
        Assert.Equal(["thinking", "text", "tool_use", "tool_use"], message.Content.Select(block => block.Type.Raw()));
        Assert.True(message.Content[0].TryPickThinking(out var thinking));
        Assert.True(message.Content[1].TryPickText(out var text));
        Assert.True(message.Content[2].TryPickToolUse(out var tool));
        Assert.Equal(("A tower, hm.", "330 m, 日本 🐑", "look", 2), (thinking.Thinking, text.Text, tool.Name, tool.Input["list"].GetArrayLength()));
        Assert.Equal((270L, 600L, 130L, 200L, 50L), (message.Usage.InputTokens, message.Usage.CacheReadInputTokens, message.Usage.CacheCreationInputTokens, message.Usage.OutputTokens, message.Usage.OutputTokensDetails!.ThinkingTokens));
    }

    [Fact]
    public async Task The_official_client_reads_a_stream_and_gets_the_same_answer()
    {
        await using var provider = new ScriptedProvider("one");
        provider.OnAny().Answer(Answer);
        using var client = Client(provider);
        var (text, thinking, signature, json, stop, output) = ("", "", "", "", "", 0L);
        await foreach (var item in client.Messages.CreateStreaming(Question))
        {
            item.Validate();
            if (item.TryPickContentBlockDelta(out var piece))
            {
                text += piece.Delta.TryPickText(out var said) ? said.Text : "";
                thinking += piece.Delta.TryPickThinking(out var thought) ? thought.Thinking : "";
                signature += piece.Delta.TryPickSignature(out var signed) ? signed.Signature : "";
                json += piece.Delta.TryPickInputJson(out var input) ? input.PartialJson : "";
            }
            else if (item.TryPickDelta(out var ending))
            {
                (stop, output) = (ending.Delta.StopReason!.Raw(), ending.Usage.OutputTokens);
            }
        }

        Assert.Equal(("330 m, 日本 🐑", "A tower, hm.", """{"where":"up","list":[1,2]}""", "tool_use", 200L), (text, thinking, json, stop, output));
        Assert.NotEmpty(signature);
    }

    [Theory]
    [InlineData(Trouble.Overloaded, typeof(AnthropicOverloadedException))]
    [InlineData(Trouble.ServerError, typeof(Anthropic5xxException))]
    [InlineData(Trouble.RateLimited, typeof(AnthropicRateLimitException))]
    [InlineData(Trouble.BadKey, typeof(AnthropicUnauthorizedException))]
    [InlineData(Trouble.Forbidden, typeof(AnthropicForbiddenException))]
    [InlineData(Trouble.UnknownModel, typeof(AnthropicNotFoundException))]
    [InlineData(Trouble.BadRequest, typeof(AnthropicBadRequestException))]
    public async Task The_official_client_sees_the_same_error(Trouble trouble, System.Type exception)
    {
        await using var provider = new ScriptedProvider("one");
        provider.OnAny().Answer(Voice.Of("anthropic").Say(trouble));
        using var client = Client(provider);
        await Assert.ThrowsAsync(exception, () => client.Messages.Create(Question));
    }

    [Fact]
    public async Task A_list_of_models_is_read_by_it()
    {
        await using var provider = new ScriptedProvider("one");
        provider.Lists("claude-a", "claude-b");
        using var client = Client(provider);
        Assert.Equal(["claude-a", "claude-b"], (await client.Models.List()).Items.Select(model => model.ID));
    }

    [Fact]
    public async Task The_official_types_read_every_request_that_we_send()
    {
        await using var stage = new Stage(["one/claude-sonnet-4-6"], []).Speaking("anthropic");
        stage.One.OnAny().Answer(Answer, Reply.Text("""{"height":330}"""));
        var tools = new ChatTool[] { new("look", "Looks.", """{"properties":{"where":{"type":"string"}}}""") { Strict = true }, new("rest") };
        var request = new ChatRequest
        {
            System = "Be brief.",
            Messages = [new ChatMessage("user", [new ChatText("How high?"), new ChatAttachment("a.png", "image/png", new byte[] { 1 }), new ChatAttachment("b.pdf", "application/pdf", new Uri("https://example.com/b.pdf")), new ChatAttachment("c.txt", "text/plain", "c"u8.ToArray()), new ChatAttachment("d.webp", "image/webp", new Uri("https://example.com/d.webp"))])],
            Tools = tools,
            ToolChoice = ChatToolChoice.Of("look"),
            ParallelToolCalls = false,
            MaxTokens = 5_000,
            Stop = ["END"],
        };
        var first = (await stage.AskAsync(CallMode.Plain, request)).Result;
        await stage.AskAsync(CallMode.StreamedWire, request with
        {
            Messages = [.. first.Conversation, ChatMessage.Tool(new ChatToolResult(first.ToolCalls[0].Id, [new ChatText("sky"), new ChatAttachment("e.gif", "image/gif", new byte[] { 2 })]), new ChatToolResult(first.ToolCalls[1].Id, "tired") { IsError = true })],
            ToolChoice = null,
            ReasoningEffort = "high",
            JsonSchema = new ChatJsonSchema("""{"type":"object","properties":{"height":{"type":"integer"}}}"""),
        });
        foreach (var body in stage.One.Requests.Select(sent => sent.Json!.Value))
        {
            Assert.All(body.GetProperty("messages").EnumerateArray(), message => Read<MessageParam>(message).Validate());
            Assert.All(body.GetProperty("tools").EnumerateArray(), tool => Read<ToolUnion>(tool).Validate());
            Read<ToolChoice>(body.GetProperty("tool_choice")).Validate();
            Assert.Equal(body.EnumerateObject().Select(member => member.Name).Order(), MessageCreateParams.FromRawUnchecked(None, None, body.EnumerateObject().ToDictionary(member => member.Name, member => member.Value)).RawBodyData.Keys.Order());
        }

        var last = stage.One.Requests[^1].Json!.Value;
        Read<ThinkingConfigParam>(last.GetProperty("thinking")).Validate();
        Read<OutputConfig>(last.GetProperty("output_config")).Validate();
        var history = Read<MessageParam>(last.GetProperty("messages")[1]);
        Assert.True(history.Content.TryPickContentBlockParams(out var blocks));
        Assert.True(blocks[0].TryPickThinking(out var thinking));
        Assert.Equal("A tower, hm.", thinking.Thinking);
    }

    private static IReadOnlyDictionary<string, JsonElement> None { get; } = new Dictionary<string, JsonElement>();

    private static T Read<T>(JsonElement json) => json.Deserialize<T>()!;

    private static AnthropicClient Client(ScriptedProvider provider) => new() { BaseUrl = provider.Root, ApiKey = "a-key", MaxRetries = 0 };
}
