using System;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Calls;

/// <summary>An answer that is only a picture is an answer: it is paid for once and handed on, with a warning that it has no text.</summary>
public sealed class PictureAnswerTests
{
    private const string Picture = "iVBORw0KGgo=";

    [Theory]
    [Modes("openai"), Modes("openai-responses"), Modes("gemini")]
    public async Task A_picture_without_text_is_asked_for_once_and_handed_on(CallMode mode, string wire)
    {
        await using var stage = Stage.Chain().Speaking("one", wire);
        stage.One.Handle(_ => mode == CallMode.Plain ? Reply.Json(200, Whole(wire)) : Reply.Events(Events(wire)));

        var result = (await stage.AskAsync(mode)).Result;

        Assert.Equal(("one", 1, ""), (result.Provider, stage.One.CallCount, result.Content));
        Assert.Contains("The answer has no text: it is a picture, in Extra['images'].", result.Warnings);
        var pictures = JsonDocument.Parse(result.Extra["images"]).RootElement;
        Assert.Contains(Picture, Assert.Single(pictures.EnumerateArray()).GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [Modes("openai"), Modes("openai-responses"), Modes("gemini")]
    public async Task An_answer_without_anything_is_still_none(CallMode mode, string wire)
    {
        await using var stage = Stage.Chain().Speaking("one", wire);
        stage.One.Handle(_ => mode == CallMode.Plain ? Reply.Json(200, Whole(wire, isEmpty: true)) : Reply.Events(Events(wire, isEmpty: true)));
        Assert.Equal("two", (await stage.AskAsync(mode)).Result.Provider);
    }

    private static string Whole(string wire, bool isEmpty = false) => wire switch
    {
        "openai" => $"{{\"object\":\"chat.completion\",\"choices\":[{{\"index\":0,\"message\":{{\"role\":\"assistant\",\"content\":null,\"images\":[{Image(isEmpty)}]}},\"finish_reason\":\"stop\"}}]}}",
        "openai-responses" => $"{{\"object\":\"response\",\"status\":\"completed\",\"output\":[{{\"type\":\"image_generation_call\",\"id\":\"ig\",\"status\":\"completed\",\"result\":\"{(isEmpty ? "" : Picture)}\"}}]}}",
        _ => $"{{\"candidates\":[{{\"content\":{{\"role\":\"model\",\"parts\":[{(isEmpty ? "" : $"{{\"inlineData\":{{\"mimeType\":\"image/png\",\"data\":\"{Picture}\"}}}}")}]}},\"finishReason\":\"STOP\"}}]}}",
    };

    private static string[] Events(string wire, bool isEmpty = false) => wire switch
    {
        "openai" => [$"{{\"choices\":[{{\"index\":0,\"delta\":{{\"role\":\"assistant\",\"images\":[{Image(isEmpty)}]}}}}]}}", "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}", "[DONE]"],
        "openai-responses" => [$"{{\"type\":\"response.completed\",\"response\":{Whole(wire, isEmpty)}}}"],
        _ => [Whole(wire, isEmpty)],
    };

    private static string Image(bool isEmpty) => isEmpty ? "" : $"{{\"type\":\"image_url\",\"image_url\":{{\"url\":\"data:image/png;base64,{Picture}\"}}}}";
}
