using System;
using System.ClientModel;
using System.ClientModel.Primitives;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using HolySheep.Harness;
using HolySheep.TestKit;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Responses;
using Xunit;

// The vendor calls its client of Responses an evaluation; the format is not.
#pragma warning disable OPENAI001
namespace HolySheep.Wires;

/// <summary>The vendor's own client reads what our scripted providers write, so that our idea of a wire is checked by the vendor's.</summary>
public sealed class OfficialClientTests : IAsyncDisposable
{
    private readonly ScriptedProvider _provider = new("one");

    private OpenAIClientOptions Options => new() { Endpoint = new Uri(_provider.Root + "/v1") };

    private ChatClient Completions => new("alpha", new ApiKeyCredential("key"), Options);

    private ResponsesClient Responses => new(new ApiKeyCredential("key"), new ResponsesClientOptions { Endpoint = new Uri(_provider.Root + "/v1") });

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    [Fact]
    public async Task Chat_completions_are_read_whole()
    {
        _provider.OnAny().Answer(Reply.Text("330 m 🗼").WithUsage(prompt: 1000, completion: 200, cached: 600, reasoning: 50), Reply.ToolCalls(("look", """{"a":1}"""), ("see", "{}")));
        ChatCompletion said = await Completions.CompleteChatAsync("How high?");
        Assert.Equal(("330 m 🗼", ChatFinishReason.Stop), (said.Content[0].Text, said.FinishReason));
        Assert.Equal((1000, 200, 600, 50), (said.Usage.InputTokenCount, said.Usage.OutputTokenCount, said.Usage.InputTokenDetails.CachedTokenCount, said.Usage.OutputTokenDetails.ReasoningTokenCount));
        ChatCompletion called = await Completions.CompleteChatAsync("How high?");
        Assert.Equal((ChatFinishReason.ToolCalls, "look {\"a\":1}, see {}"), (called.FinishReason, string.Join(", ", called.ToolCalls.Select(call => $"{call.FunctionName} {call.FunctionArguments}"))));
    }

    [Fact]
    public async Task Chat_completions_are_read_in_pieces()
    {
        _provider.OnAny().Answer(Reply.Text("330 m 🗼").WithUsage(prompt: 1000, completion: 200), Reply.ToolCalls(("look", """{"a":1}""")));
        var text = new StringBuilder();
        ChatTokenUsage? usage = null;
        await foreach (var update in Completions.CompleteChatStreamingAsync("How high?"))
        {
            text.Append(string.Concat(update.ContentUpdate.Select(part => part.Text)));
            usage = update.Usage ?? usage;
        }

        Assert.Equal(("330 m 🗼", 1000), (text.ToString(), usage!.InputTokenCount));
        var arguments = new StringBuilder();
        await foreach (var update in Completions.CompleteChatStreamingAsync("How high?"))
        {
            arguments.Append(string.Concat(update.ToolCallUpdates.Select(call => call.FunctionName + call.FunctionArgumentsUpdate?.ToString())));
        }

        Assert.Equal("""look{"a":1}""", arguments.ToString());
    }

    [Fact]
    public async Task Responses_are_read_whole()
    {
        _provider.OnAny().Answer(Reply.Reasoning("towers are high", "330 m 🗼").WithUsage(prompt: 1000, completion: 200, cached: 600, reasoning: 50), Reply.ToolCalls(("look", """{"a":1}""")), Reply.Length("as far"));
        ResponseResult said = await Responses.CreateResponseAsync("alpha", "How high?");
        Assert.Equal(("330 m 🗼", ResponseStatus.Completed), (said.GetOutputText(), said.Status));
        Assert.Equal((1000, 200, 600, 50), (said.Usage.InputTokenCount, said.Usage.OutputTokenCount, said.Usage.InputTokenDetails.CachedTokenCount, said.Usage.OutputTokenDetails.ReasoningTokenCount));
        var reasoning = said.OutputItems.OfType<ReasoningResponseItem>().Single();
        Assert.Equal(("towers are high", "sealed-one-1"), (reasoning.GetSummaryText(), reasoning.EncryptedContent));
        ResponseResult called = await Responses.CreateResponseAsync("alpha", "How high?");
        var call = Assert.Single(called.OutputItems.OfType<FunctionCallResponseItem>());
        Assert.Equal(("call_1", "look", """{"a":1}"""), (call.CallId, call.FunctionName, call.FunctionArguments.ToString()));
        ResponseResult cut = await Responses.CreateResponseAsync("alpha", "How high?");
        Assert.Equal((ResponseStatus.Incomplete, ResponseIncompleteStatusReason.MaxOutputTokens), (cut.Status, cut.IncompleteStatusDetails.Reason));
    }

    [Fact]
    public async Task Responses_are_read_in_pieces()
    {
        _provider.OnAny().Answer(Reply.Reasoning("towers are high", "330 m 🗼").WithUsage(prompt: 1000, completion: 200), Reply.ToolCalls(("look", """{"a":1}""")));
        var (text, thoughts, arguments) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
        ResponseResult? whole = null;
        for (var call = 0; call < 2; call++)
        {
            await foreach (var update in await Responses.CreateResponseStreamingAsync("alpha", "How high?"))
            {
                text.Append((update as StreamingResponseOutputTextDeltaUpdate)?.Delta);
                thoughts.Append((update as StreamingResponseReasoningSummaryTextDeltaUpdate)?.Delta);
                arguments.Append((update as StreamingResponseFunctionCallArgumentsDeltaUpdate)?.Delta);
                whole = call > 0 ? whole : (update as StreamingResponseCompletedUpdate)?.Response ?? whole;
            }
        }

        Assert.Equal(("330 m 🗼", "towers are high", """{"a":1}"""), (text.ToString(), thoughts.ToString(), arguments.ToString()));
        Assert.Equal(("330 m 🗼", 1000), (whole!.GetOutputText(), whole.Usage.InputTokenCount));
    }

    [Fact]
    public async Task Our_own_requests_are_read_back_as_they_were_written()
    {
        await using var stage = Stage.Alone().Speaking("openai-responses");
        stage.One.OnAny().Answer(Reply.Text("done"));
        var sealed1 = new Chat.Parts.ChatReasoning("") { ProviderData = new Chat.Parts.ProviderData("one", "alpha", """{"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"sealed"}""") };
        await stage.AskAsync(CallMode.Plain, Stage.Question() with
        {
            System = "Be brief.",
            Messages =
            [
                new Chat.ChatMessage("user", [new Chat.Parts.ChatText("Look:"), new Chat.Parts.ChatAttachment("a.png", "image/png", new byte[] { 1 }), new Chat.Parts.ChatAttachment("b.pdf", "application/pdf", new byte[] { 2 })]),
                new Chat.ChatMessage("assistant", [sealed1, new Chat.Parts.ChatToolCall("call_1", "look", "{}")]),
                Chat.ChatMessage.Tool("call_1", "seen"),
            ],
            MaxTokens = 50,
            ReasoningEffort = "low",
            Tools = [new Chat.Tools.ChatTool("look")],
            JsonSchema = new Chat.ChatJsonSchema("""{"type":"object"}""", "shape", strict: true),
        });
        var read = ModelReaderWriter.Read<CreateResponseOptions>(BinaryData.FromString(stage.One.Requests[0].Body))!;
        Assert.Equal(("alpha", "Be brief.", 50, false), (read.Model, read.Instructions, read.MaxOutputTokenCount, read.StoredOutputEnabled));
        Assert.Equal(
            [typeof(MessageResponseItem), typeof(ReasoningResponseItem), typeof(FunctionCallResponseItem), typeof(FunctionCallOutputResponseItem)],
            read.InputItems.Select(item => item.GetType().IsSubclassOf(typeof(MessageResponseItem)) ? typeof(MessageResponseItem) : item.GetType()));
        Assert.Equal([ResponseContentPartKind.InputText, ResponseContentPartKind.InputImage, ResponseContentPartKind.InputFile], ((MessageResponseItem)read.InputItems[0]).Content.Select(part => part.Kind));
        Assert.Equal("sealed", ((ReasoningResponseItem)read.InputItems[1]).EncryptedContent);
        Assert.Equal("look", Assert.IsType<FunctionTool>(Assert.Single(read.Tools)).FunctionName);
        Assert.Equal((ResponseTextFormatKind.JsonSchema, ResponseReasoningEffortLevel.Low), (read.TextOptions.TextFormat.Kind, read.ReasoningOptions.ReasoningEffortLevel));
    }
}
