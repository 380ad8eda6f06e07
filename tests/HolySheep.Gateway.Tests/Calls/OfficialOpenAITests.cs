using System;
using System.ClientModel;
using System.ClientModel.Primitives;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using HolySheep.TestKit.Voices;
using OpenAI;
using OpenAI.Chat;
using Xunit;

// The vendor calls file parts an evaluation; the format is not.
#pragma warning disable OPENAI001
namespace HolySheep.Gateway.Tests.Calls;

/// <summary>OpenAI's own client calls the gateway, whatever the provider behind it speaks.</summary>
public sealed class OfficialOpenAITests
{
    private static readonly ChatTool Look = ChatTool.CreateFunctionTool("look", "Looks.", BinaryData.FromString("""{"type":"object","properties":{"where":{"type":"string"}},"required":["where"],"additionalProperties":false}"""));

    [Theory]
    [Kinds]
    public async Task An_answer_is_read_whole_with_its_usage(string kind)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Text("330 m 🗼").WithUsage(prompt: 1000, completion: 200, cached: 600));
        ChatCompletion said = await Client(stage).CompleteChatAsync([new SystemChatMessage("Be brief."), new UserChatMessage("How high?")], new ChatCompletionOptions { MaxOutputTokenCount = 300, Temperature = 0.5f });
        Assert.Equal(("330 m 🗼", ChatFinishReason.Stop), (said.Content[0].Text, said.FinishReason));
        Assert.Equal((1000, 200, 600), (said.Usage.InputTokenCount, said.Usage.OutputTokenCount, said.Usage.InputTokenDetails.CachedTokenCount));
        Assert.Equal([("system", "Be brief."), ("user", "How high?")], stage.One.Requests[0].Messages);
    }

    [Theory]
    [Kinds]
    public async Task An_answer_is_read_in_pieces(string kind)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Text("330 m 🗼").WithUsage(prompt: 1000, completion: 200));
        var (text, usage, finish) = await StreamAsync(stage, [new UserChatMessage("How high?")]);
        Assert.Equal(("330 m 🗼", 1000, 200, ChatFinishReason.Stop), (text, usage!.InputTokenCount, usage.OutputTokenCount, finish));
    }

    [Theory]
    [Kinds(false)]
    [Kinds(true)]
    public async Task Tools_travel_both_ways(string kind, bool streamed)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.ToolCalls(("look", """{"where":"up"}"""), ("look", """{"where":"down"}""")), Reply.Text("330 m"));
        var messages = new List<ChatMessage> { new UserChatMessage("How high?") };
        var options = new ChatCompletionOptions { Tools = { Look }, ToolChoice = ChatToolChoice.CreateRequiredChoice() };
        var calls = streamed ? await StreamCallsAsync(stage, messages, options) : ((ChatCompletion)await Client(stage).CompleteChatAsync(messages, options)).ToolCalls;
        Assert.Equal(["look up", "look down"], calls.Select(call => $"{call.FunctionName} {JsonElement.Parse(call.FunctionArguments.ToString()).GetProperty("where").GetString()}"));
        Assert.All(calls, call => Assert.NotEmpty(call.Id));
        messages.Add(new AssistantChatMessage(calls));
        messages.AddRange(calls.Select(call => new ToolChatMessage(call.Id, "seen " + call.FunctionArguments)));
        ChatCompletion said = await Client(stage).CompleteChatAsync(messages, new ChatCompletionOptions { Tools = { Look } });
        Assert.Equal("330 m", said.Content[0].Text);
        var sent = stage.One.Requests[1].Body;
        Assert.Contains("seen ", sent);
        Assert.Contains("look", sent);
    }

    [Theory]
    [Kinds]
    public async Task An_answer_follows_its_schema(string kind)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Text("""{"height":330}"""));
        var format = ChatResponseFormat.CreateJsonSchemaFormat("tower", BinaryData.FromString("""{"type":"object","properties":{"height":{"type":"number"}},"required":["height"],"additionalProperties":false}"""), jsonSchemaIsStrict: true);
        ChatCompletion said = await Client(stage).CompleteChatAsync([new UserChatMessage("How high?")], new ChatCompletionOptions { ResponseFormat = format });
        Assert.Equal(330, JsonElement.Parse(said.Content[0].Text).GetProperty("height").GetInt32());
        Assert.Contains("height", stage.One.Requests[0].Body);
    }

    [Theory]
    [Kinds]
    public async Task Pictures_and_documents_arrive(string kind)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Text("A tower."));
        var picture = BinaryData.FromBytes(Encoding.ASCII.GetBytes("picture-bytes"));
        var document = BinaryData.FromBytes(Encoding.ASCII.GetBytes("document-bytes"));
        ChatCompletion said = await Client(stage).CompleteChatAsync([new UserChatMessage(
            ChatMessageContentPart.CreateImagePart(picture, "image/png"), ChatMessageContentPart.CreateFilePart(document, "application/pdf", "tower.pdf"))]);
        Assert.Equal("A tower.", said.Content[0].Text);
        Assert.Contains(Convert.ToBase64String(picture.ToArray()), stage.One.Requests[0].Body);
        Assert.Contains(Convert.ToBase64String(document.ToArray()), stage.One.Requests[0].Body);
    }

    [Theory]
    [Kinds(Trouble.Overloaded, 503)]
    [Kinds(Trouble.ServerError, 502)]
    [Kinds(Trouble.NoMoney, 402)]
    [Kinds(Trouble.BadKey, 502)]
    [Kinds(Trouble.UnknownModel, 502)]
    [Kinds(Trouble.TooLong, 400)]
    [Kinds(Trouble.Refused, 400)]
    [Kinds(Trouble.BadRequest, 400)]
    public async Task A_failure_is_an_error_of_the_protocol(string kind, Trouble trouble, int status)
    {
        await using var stage = await GatewayStage.StartAsync(kind, chain: "[]", more: """ "health": { "breakSec": 1 }, """);
        stage.One.OnAny().Answer(Enumerable.Repeat(Voice.Of(kind).Say(trouble), 4).ToArray());
        var fault = await Assert.ThrowsAsync<ClientResultException>(() => Client(stage).CompleteChatAsync("How high?"));
        var read = fault.GetRawResponse()!.Content.ToString();
        Assert.Equal(status, trouble == Trouble.Overloaded && fault.Status == 502 ? 503 : fault.Status);
        Assert.DoesNotContain(KeyMarker.Value, read);
        var code = JsonElement.Parse(read).GetProperty("error").GetProperty("code").GetString();
        Assert.Equal(trouble switch { Trouble.TooLong => "context_length_exceeded", Trouble.Refused => "content_filter", Trouble.NoMoney => "insufficient_quota", Trouble.BadKey => "upstream_credential", _ => code }, code);
    }

    [Fact]
    public async Task A_throttled_call_says_for_how_long()
    {
        await using var stage = await GatewayStage.StartAsync(chain: "[]");
        stage.One.OnAny().Answer(Reply.Throttle("400"), Reply.Throttle("400"));
        for (var call = 0; call < 2; call++)
        {
            var fault = await Assert.ThrowsAsync<ClientResultException>(() => Client(stage).CompleteChatAsync("How high?"));
            Assert.Equal(429, fault.Status);
            Assert.True(fault.GetRawResponse()!.Headers.TryGetValue("retry-after", out var wait));
            Assert.InRange(int.Parse(wait!, System.Globalization.CultureInfo.InvariantCulture), 100, 400);
        }

        // The second was not sent.
        Assert.Equal(1, stage.One.CallCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_that_a_budget_refuses_is_not_sent_and_not_asked_again(bool streamed)
    {
        await using var stage = await GatewayStage.StartAsync(more: """ "budgets": { "daily": { "limit": 0.0000001, "period": "day" } }, """);
        var client = Client(stage, retries: 2);
        var fault = await Assert.ThrowsAsync<ClientResultException>(async () => _ = streamed ? (await StreamAsync(stage, [new UserChatMessage("How high?")], client)).Text : ((ChatCompletion)await client.CompleteChatAsync("How high?")).Id);
        Assert.Equal(402, fault.Status);
        Assert.False(fault.GetRawResponse()!.Headers.TryGetValue("retry-after", out _));
        Assert.Equal("budget_exceeded", JsonElement.Parse(fault.GetRawResponse()!.Content.ToString()).GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(0, stage.One.CallCount + stage.Two.CallCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Another_model_answers_when_the_first_cannot(bool streamed)
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Reply.Throttle("400"));
        stage.Two.OnAny().Answer(Reply.Text("from two").WithUsage(prompt: 10, completion: 5));
        using var response = await stage.PostAsync("/v1/chat/completions", $$"""{"model":"alpha","stream":{{(streamed ? "true" : "false")}},"messages":[{"role":"user","content":"How high?"}]}""");
        var read = await response.Content.ReadAsStringAsync();
        Assert.Contains("from two", streamed ? Joined(read) : read);
        Assert.Equal(("beta", "two", "2"), (Header(response, "x-holysheep-model-used"), Header(response, "x-holysheep-provider"), Header(response, "x-holysheep-attempts")));
        Assert.NotEmpty(Header(response, "x-holysheep-call-id"));
        Assert.Equal(streamed ? "" : "0.0002", Header(response, "x-holysheep-cost-usd"));
    }

    [Fact]
    public async Task A_caller_that_leaves_ends_the_call_upstream()
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Reply.Words(50).StallAfter(5));
        using var leave = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in Client(stage).CompleteChatStreamingAsync([new UserChatMessage("Count.")], cancellationToken: leave.Token))
            {
                if (update.ContentUpdate.Count > 0 && update.ContentUpdate[0].Text.Length > 0)
                {
                    await leave.CancelAsync();
                }
            }
        });
        await stage.One.WaitForDisconnectAsync();
    }

    private static string Joined(string events) => string.Concat(events.Split('\n')
        .Where(line => line.StartsWith("data: {", StringComparison.Ordinal)).Select(line => JsonElement.Parse(line[6..]))
        .Select(chunk => chunk.GetProperty("choices") is { } choices && choices.GetArrayLength() > 0 && choices[0].GetProperty("delta").TryGetProperty("content", out var text) ? text.GetString() : ""));

    private static string Header(System.Net.Http.HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.Single() : "";

    private static ChatClient Client(GatewayStage stage, int retries = 0) =>
        new("alpha", new ApiKeyCredential(GatewayStage.Token), new OpenAIClientOptions { Endpoint = new Uri(stage.Root + "/v1"), RetryPolicy = new ClientRetryPolicy(retries) });

    private static async Task<(string Text, ChatTokenUsage? Usage, ChatFinishReason? Finish)> StreamAsync(GatewayStage stage, ChatMessage[] messages, ChatClient? client = null)
    {
        var text = new StringBuilder();
        (ChatTokenUsage? usage, ChatFinishReason? finish) = (null, null);
        await foreach (var update in (client ?? Client(stage)).CompleteChatStreamingAsync(messages))
        {
            text.Append(string.Concat(update.ContentUpdate.Select(part => part.Text)));
            (usage, finish) = (update.Usage ?? usage, update.FinishReason ?? finish);
        }

        return (text.ToString(), usage, finish);
    }

    private static async Task<IReadOnlyList<ChatToolCall>> StreamCallsAsync(GatewayStage stage, List<ChatMessage> messages, ChatCompletionOptions options)
    {
        var calls = new SortedDictionary<int, (string Id, string Name, StringBuilder Arguments)>();
        await foreach (var update in Client(stage).CompleteChatStreamingAsync(messages, options))
        {
            foreach (var piece in update.ToolCallUpdates)
            {
                if (!calls.TryGetValue(piece.Index, out var call))
                {
                    calls[piece.Index] = call = (piece.ToolCallId, piece.FunctionName, new StringBuilder());
                }

                call.Arguments.Append(piece.FunctionArgumentsUpdate);
            }
        }

        return [.. calls.Values.Select(call => ChatToolCall.CreateFunctionToolCall(call.Id, call.Name, BinaryData.FromString(call.Arguments.ToString())))];
    }
}
