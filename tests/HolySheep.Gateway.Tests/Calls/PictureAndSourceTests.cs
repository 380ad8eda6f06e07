using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Gateway.Tests.Calls;

/// <summary>Pictures and sources of an answer reach clients of other formats in the place that their format has.</summary>
public sealed class PictureAndSourceTests
{
    private const string Gemini = "gemini";
    private const string Picture = """{"candidates":[{"content":{"parts":[{"inlineData":{"mimeType":"image/png","data":"iVBORw0KGgo="}}],"role":"model"},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":5,"totalTokenCount":15}}""";
    private const string Grounded = """{"candidates":[{"content":{"parts":[{"text":"fact"}],"role":"model"},"finishReason":"STOP","index":0,"groundingMetadata":{"groundingChunks":[{"web":{"uri":"http://x","title":"X"}}],"groundingSupports":[{"segment":{"startIndex":1,"endIndex":4,"text":"act"},"groundingChunkIndices":[0]}]}}],"usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":5,"totalTokenCount":15}}""";
    private const string OfResponses = """{"id":"r","object":"response","created_at":1,"status":"completed","model":"alpha","output":[{"id":"m","type":"message","status":"completed","role":"assistant","content":[{"type":"output_text","text":"fact","annotations":[{"type":"url_citation","start_index":1,"end_index":4,"url":"http://x","title":"X"}]}]}],"usage":{"input_tokens":3,"output_tokens":1,"total_tokens":4}}""";
    private const string OfMessages = """{"id":"m","type":"message","role":"assistant","model":"alpha","content":[{"type":"text","text":"fact","citations":[{"type":"web_search_result_location","url":"http://x","title":"X","encrypted_index":"E","cited_text":"c"}]}],"stop_reason":"end_turn","usage":{"input_tokens":3,"output_tokens":1}}""";
    private const string OfChat = """{"id":"c","object":"chat.completion","model":"alpha","choices":[{"index":0,"message":{"role":"assistant","content":"fact","annotations":[{"type":"url_citation","url_citation":{"start_index":1,"end_index":4,"url":"http://x","title":"X"}}]},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":1,"total_tokens":4}}""";

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task Chat_has_a_picture_among_the_images_of_its_message(bool stream)
    {
        var message = MessageOf(await AskAsync(Gemini, Picture, Question.Chat, stream), stream, "images");
        Assert.Equal("data:image/png;base64,iVBORw0KGgo=", Assert.Single(message["images"]!.AsArray())!["image_url"]!["url"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task Responses_have_a_picture_as_an_item(bool stream)
    {
        // A mark of what the provider wants back may follow.
        var item = OutputOf(await AskAsync(Gemini, Picture, Question.Responses, stream), stream)[0]!;
        Assert.Equal(("image_generation_call", "iVBORw0KGgo="), (item["type"]!.GetValue<string>(), item["result"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task Messages_say_that_there_is_a_picture(bool stream) =>
        Assert.Contains("[The model made a picture (image/png), which this format cannot carry.]", await AskAsync(Gemini, Picture, Question.Messages, stream));

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task A_picture_of_chat_completions_is_an_item_of_Responses(bool stream)
    {
        const string Images = "\"images\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,iVBORw0KGgo=\"}}]";
        var reply = OfChat.Replace("\"content\":\"fact\"", "\"content\":\"\"," + Images, StringComparison.Ordinal);
        var item = Assert.Single(OutputOf(await AskAsync("openai", reply, Question.Responses, stream), stream))!;
        Assert.Equal("iVBORw0KGgo=", item["result"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_conversation_with_a_picture_of_the_model_goes_on()
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Reply.Text("330 m"));
        using var response = await stage.PostAsync(Question.Responses, """{"model":"alpha","input":[{"role":"user","content":"draw"},{"type":"image_generation_call","id":"ig_1","status":"completed","result":"iVBORw0KGgo="},{"role":"user","content":"thanks"}]}""");
        Assert.Equal(200, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(Gemini, Grounded, 1, false), InlineData(Gemini, Grounded, 1, true)]
    [InlineData("openai-responses", OfResponses, 1, false), InlineData("openai-responses", OfResponses, 1, true)]
    [InlineData("anthropic", OfMessages, 0, false), InlineData("anthropic", OfMessages, 0, true)]
    public async Task Chat_has_the_sources_as_annotations(string kind, string reply, int start, bool stream)
    {
        var annotation = Assert.Single(MessageOf(await AskAsync(kind, reply, Question.Chat, stream), stream, "annotations")["annotations"]!.AsArray())!;
        Assert.Equal($$$"""{"type":"url_citation","url_citation":{"start_index":{{{start}}},"end_index":4,"url":"http://x","title":"X"}}""", annotation.ToJsonString());
    }

    [Theory]
    [InlineData(Gemini, Grounded, 1, false), InlineData(Gemini, Grounded, 1, true)]
    [InlineData("openai", OfChat, 1, false), InlineData("openai", OfChat, 1, true)]
    [InlineData("anthropic", OfMessages, 0, false), InlineData("anthropic", OfMessages, 0, true)]
    public async Task Responses_have_the_sources_as_annotations_of_their_text(string kind, string reply, int start, bool stream)
    {
        var read = await AskAsync(kind, reply, Question.Responses, stream);
        var annotation = Assert.Single(Assert.Single(OutputOf(read, stream))!["content"]![0]!["annotations"]!.AsArray())!.ToJsonString();
        Assert.Equal($$"""{"type":"url_citation","start_index":{{start}},"end_index":4,"url":"http://x","title":"X"}""", annotation);
        Assert.Equal(stream, read.Contains("\"response.output_text.annotation.added\"", StringComparison.Ordinal));
    }

    private static async Task<string> AskAsync(string kind, string reply, string path, bool stream)
    {
        await using var stage = await GatewayStage.StartAsync(kind, chain: "[]");
        stage.One.OnAny().Answer(stream ? Streamed(kind, reply) : Reply.Json(200, reply));
        using var response = await stage.PostAsync(path, Question.Of(path, stream));
        var read = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == 200, read);
        return read;
    }

    private static Reply Streamed(string kind, string reply)
    {
        var whole = JsonNode.Parse(reply)!;
        switch (kind)
        {
            case Gemini:
                return Reply.Events(reply);
            case "openai":
                var choice = whole["choices"]![0]!.AsObject();
                choice["delta"] = choice["message"]!.DeepClone();
                choice.Remove("message");
                return Reply.Events(whole.ToJsonString(), "[DONE]");
            case "anthropic":
                var citation = whole["content"]![0]!["citations"]![0]!.ToJsonString();
                return Reply.Events(
                    """{"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"alpha","content":[],"stop_reason":null,"usage":{"input_tokens":3,"output_tokens":1}}}""",
                    """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""",
                    """{"type":"content_block_delta","index":0,"delta":{"type":"citations_delta","citation":""" + citation + "}}",
                    """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"fact"}}""",
                    """{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":1}}""",
                    """{"type":"message_stop"}""");
            default:
                var item = whole["output"]![0]!.ToJsonString();
                return Reply.Events(
                    """{"type":"response.output_text.delta","item_id":"m","output_index":0,"content_index":0,"delta":"fact"}""",
                    """{"type":"response.output_item.done","output_index":0,"item":""" + item + "}",
                    """{"type":"response.completed","response":""" + reply + "}");
        }
    }

    private static JsonNode MessageOf(string read, bool stream, string member) => !stream
        ? JsonNode.Parse(read)!["choices"]![0]!["message"]!
        : Events(read).Where(item => item["choices"]!.AsArray().Count > 0).Select(item => item["choices"]![0]!["delta"]!).Single(delta => delta[member] is not null);

    private static JsonArray OutputOf(string read, bool stream) =>
        (stream ? Events(read).Single(item => item["type"]!.GetValue<string>() == "response.completed")["response"]! : JsonNode.Parse(read)!)["output"]!.AsArray();

    private static JsonNode[] Events(string read) => [.. read.Split('\n').Where(line => line.StartsWith("data: {", StringComparison.Ordinal)).Select(line => JsonNode.Parse(line[6..])!)];
}
