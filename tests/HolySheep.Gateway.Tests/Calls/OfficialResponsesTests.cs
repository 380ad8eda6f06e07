using System;
using System.ClientModel;
using System.ClientModel.Primitives;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using HolySheep.TestKit.Voices;
using OpenAI.Responses;
using Xunit;

// The vendor calls its client of Responses an evaluation; the format is not.
#pragma warning disable OPENAI001
namespace HolySheep.Gateway.Tests.Calls;

/// <summary>OpenAI's own client of Responses calls the gateway, whatever the provider behind it speaks.</summary>
public sealed class OfficialResponsesTests
{
    private const string Path = "/v1/responses";

    [Theory]
    [Kinds]
    public async Task An_answer_is_read_whole_with_its_usage(string kind)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Reasoning("hm", "330 m 🗼").WithUsage(prompt: 1000, completion: 200, cached: 600, reasoning: 50));
        ResponseResult said = await Client(stage).CreateResponseAsync("alpha", "How high?");
        Assert.Equal(("330 m 🗼", ResponseStatus.Completed), (said.GetOutputText(), said.Status));
        Assert.Equal((1000, 200, 600, 50), (said.Usage.InputTokenCount, said.Usage.OutputTokenCount, said.Usage.InputTokenDetails.CachedTokenCount, said.Usage.OutputTokenDetails.ReasoningTokenCount));
        Assert.Equal("hm", said.OutputItems.OfType<ReasoningResponseItem>().First().GetSummaryText());
    }

    [Theory]
    [Kinds]
    public async Task An_answer_is_read_in_pieces_with_every_item_begun_and_ended(string kind)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Reasoning("towers are high", "330 m 🗼").AndCalls(("look", """{"a":1}""")).WithUsage(prompt: 1000, completion: 200));
        var (text, thoughts, arguments) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
        ResponseResult? whole = null;
        var (added, done, last) = (0, 0, -1);
        await foreach (var update in await Client(stage).CreateResponseStreamingAsync("alpha", "How high?"))
        {
            Assert.True(update.SequenceNumber > last);
            last = update.SequenceNumber;
            text.Append((update as StreamingResponseOutputTextDeltaUpdate)?.Delta);
            thoughts.Append((update as StreamingResponseReasoningSummaryTextDeltaUpdate)?.Delta);
            arguments.Append((update as StreamingResponseFunctionCallArgumentsDeltaUpdate)?.Delta);
            added += update is StreamingResponseOutputItemAddedUpdate ? 1 : 0;
            done += update is StreamingResponseOutputItemDoneUpdate ? 1 : 0;
            whole = (update as StreamingResponseCompletedUpdate)?.Response ?? whole;
        }

        Assert.Equal(("330 m 🗼", "towers are high", """{"a":1}"""), (text.ToString(), thoughts.ToString(), arguments.ToString().Replace(" ", "", StringComparison.Ordinal)));
        Assert.Equal((added, "330 m 🗼", 1000), (done, whole!.GetOutputText(), whole.Usage.InputTokenCount));
        Assert.Equal(added, whole.OutputItems.Count);
    }

    [Theory]
    [Kinds(false)]
    [Kinds(true)]
    public async Task Tools_travel_both_ways_and_what_a_provider_sealed_comes_back_to_it(string kind, bool streamed)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Reasoning("Look twice.", "Wait.").AndCalls(("look", """{"where":"up"}"""), ("look", """{"where":"down"}""")), Reply.Text("330 m"));
        using var first = await stage.PostAsync(Path, $$"""{"model":"alpha","stream":{{(streamed ? "true" : "false")}},"store":false,"include":["reasoning.encrypted_content"],"input":"How high?","tools":[{"type":"function","name":"look","parameters":{"type":"object"},"strict":false}]}""");
        var read = await first.Content.ReadAsStringAsync();
        var response = streamed ? JsonElement.Parse(read.Split('\n').Last(line => line.StartsWith("data: ", StringComparison.Ordinal))[6..]).GetProperty("response") : JsonElement.Parse(read);
        var items = response.GetProperty("output").EnumerateArray().ToList();
        var calls = items.Where(item => item.GetProperty("type").GetString() == "function_call").ToList();
        Assert.Equal(["up", "down"], calls.Select(call => JsonElement.Parse(call.GetProperty("arguments").GetString()!).GetProperty("where").GetString()));
        var outputs = calls.Select(call => $$"""{"type":"function_call_output","call_id":"{{call.GetProperty("call_id").GetString()}}","output":"seen it"}""");
        using var second = await stage.PostAsync(Path, $$"""
            {"model":"alpha","store":false,"tools":[{"type":"function","name":"look","parameters":{"type":"object"},"strict":false}],
             "input":[{"role":"user","content":"How high?"},{{string.Join(',', items.Select(item => item.GetRawText()))}},{{string.Join(',', outputs)}}]}
            """);
        Assert.Contains("330 m", await second.Content.ReadAsStringAsync());
        var sent = stage.One.Requests[1].Body;
        Assert.Equal(2, sent.Split("seen it").Length - 1);
        Assert.DoesNotContain("hs1.", sent);
        if (Voice.Of(kind).Seal("one", 1) is { } seal)
        {
            Assert.Contains(seal, sent);
        }
    }

    [Theory]
    [Kinds]
    public async Task An_instruction_a_schema_and_attachments_arrive(string kind)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Text("""{"height":330}"""));
        using var response = await stage.PostAsync(Path, """
            {"model":"alpha","instructions":"Be brief.","max_output_tokens":50,"text":{"format":{"type":"json_schema","name":"tower","strict":true,"schema":{"type":"object","properties":{"height":{"type":"number"}},"required":["height"],"additionalProperties":false}}},
             "input":[{"role":"user","content":[{"type":"input_image","image_url":"data:image/png;base64,cGljdHVyZQ=="},{"type":"input_file","filename":"t.pdf","file_data":"data:application/pdf;base64,ZG9jdW1lbnQ="},{"type":"input_text","text":"How high?"}]}]}
            """);
        Assert.Contains("330", await response.Content.ReadAsStringAsync());
        Assert.All(new[] { "Be brief.", "cGljdHVyZQ==", "ZG9jdW1lbnQ=", "height", "How high?" }, text => Assert.Contains(text, stage.One.Requests[0].Body));
    }

    [Fact]
    public async Task The_same_format_is_passed_on_unchanged()
    {
        const string Body = """{ "input":"H\u00f6h?", "model" :"alpha", "store":false,"a_member_of_tomorrow":[1.50] }""";
        await using var stage = await GatewayStage.StartAsync("openai-responses");
        stage.One.OnAny().Answer(Reply.Text("330 m").WithModel("a-model-of-theirs"));
        using var response = await stage.PostAsync(Path, Body);
        Assert.Equal(Body, stage.One.Requests[0].Body);
        Assert.Contains("\"truncation\":\"disabled\"", await response.Content.ReadAsStringAsync());
        stage.One.OnAny().Answer(Reply.Words(3));
        using var streamed = await stage.PostAsync(Path, """{"model":"alpha","stream":true,"input":"hi"}""");
        var read = await streamed.Content.ReadAsStringAsync();
        Assert.Contains("\"truncation\":\"disabled\"", read);
        Assert.Single(read.Split('\n'), line => line == "event: response.completed");
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("openai-responses")]
    public async Task A_cut_stream_ends_with_an_error_and_is_never_completed(string kind)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Words(50).CutAfter(3, CutKind.Reset));
        using var response = await stage.PostAsync(Path, """{"model":"alpha","stream":true,"input":"hi"}""");
        var read = await response.Content.ReadAsStringAsync();
        Assert.Contains("word2", read);
        Assert.Contains("event: error\n", read);
        Assert.DoesNotContain("response.completed", read);
    }

    [Theory]
    [InlineData("""{"model":"alpha"}""", 400)]
    [InlineData("""{"model":"alpha","input":[]}""", 400)]
    [InlineData("""{"model":"alpha","input":[7]}""", 400)]
    [InlineData("""{"model":"alpha","input":"hi","previous_response_id":"resp_1"}""", 400)]
    [InlineData("""{"model":"alpha","input":"hi","conversation":"conv_1"}""", 400)]
    [InlineData("""{"model":"alpha","input":"hi","background":true}""", 400)]
    [InlineData("""{"model":"alpha","input":[{"type":"item_reference","id":"rs_1"},{"role":"user","content":"hi"}]}""", 400)]
    [InlineData("""{"model":"alpha","input":"hi","tools":[{"type":"web_search"}]}""", 400)]
    [InlineData("""{"model":"gamma","input":"hi"}""", 404)]
    public async Task What_cannot_be_served_is_an_error_of_the_protocol(string body, int status)
    {
        await using var stage = await GatewayStage.StartAsync("anthropic");
        using var response = await stage.PostAsync(Path, body);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("invalid_request_error", JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("error").GetProperty("type").GetString());
        Assert.Equal(0, stage.One.CallCount);
    }

    private static ResponsesClient Client(GatewayStage stage) =>
        new(new ApiKeyCredential(GatewayStage.Token), new ResponsesClientOptions { Endpoint = new Uri(stage.Root + "/v1"), RetryPolicy = new ClientRetryPolicy(0) });
}
