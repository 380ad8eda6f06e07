using System.Threading.Tasks;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Transport;

public sealed class LargeReplyTests
{
    // 20 MB in Base64, as of a picture in four times the usual resolution.
    private const int Picture = 27_000_000;

    [Theory]
    [InlineData(CallMode.Plain, false), InlineData(CallMode.VisibleStream, true)]
    public async Task An_answer_with_a_large_picture_is_taken_at_the_first_attempt(CallMode mode, bool events)
    {
        await using var stage = Stage.Alone();
        var message = $$$"""{"role":"assistant","content":"here it is","images":[{"type":"image_url","image_url":{"url":"data:image/png;base64,{{{new string('A', Picture)}}}"}}]}""";
        var answer = $$$"""{"id":"c","object":"chat.completion","model":"alpha","choices":[{"index":0,"finish_reason":"stop","{{{(events ? "delta" : "message")}}}":{{{message}}}}],"usage":{"prompt_tokens":5,"completion_tokens":9,"total_tokens":14}}""";
        stage.One.OnAny().Answer(events ? Reply.Events(answer, "[DONE]") : Reply.Json(200, answer));

        var asked = await stage.AskAsync(mode);

        Assert.Equal(("here it is", 1), (asked.Result.Content, stage.One.CallCount));
    }
}
