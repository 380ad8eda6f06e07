using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Providers.Gemini;

/// <summary>Streams of the Gemini wire that are not what their documentation says.</summary>
public sealed class StreamTests
{
    private const string Pretty = "{\n  \"error\": {\n    \"code\": 503,\n    \"message\": \"The model is overloaded. Please try again later.\",\n    \"status\": \"UNAVAILABLE\"\n  }\n}\n";
    private const string PrettyQuota = "[{\r\n  \"error\": {\r\n    \"code\": 429,\r\n    \"message\": \"Resource has been exhausted.\",\r\n    \"status\": \"RESOURCE_EXHAUSTED\",\r\n    \"details\": [\r\n      {\r\n        \"@type\": \"type.googleapis.com/google.rpc.RetryInfo\",\r\n        \"retryDelay\": \"34.4s\"\r\n      }\r\n    ]\r\n  }\r\n}\r\n]\r\n";

    public static TheoryData<string, OutcomeKind> Errors => new() { { Pretty, OutcomeKind.Transient }, { PrettyQuota, OutcomeKind.Throttled }, { Pretty.TrimEnd(), OutcomeKind.Transient } };

    [Theory, MemberData(nameof(Errors))]
    public async Task A_bare_error_before_the_text_is_its_own_kind_and_another_target_answers(string error, OutcomeKind kind)
    {
        foreach (var mode in new[] { CallMode.StreamedWire, CallMode.VisibleStream })
        {
            await using var talk = new GeminiTalk(chain: ["beta"]).Sends(GeminiTalk.Event("""{"usageMetadata":{"promptTokenCount":3},"modelVersion":"x"}""") + error, mediaType: "text/event-stream");
            var asked = await talk.AskAsync(mode);
            Assert.Equal([kind, OutcomeKind.Answered], asked.Kinds);
            Assert.Equal("from the other", asked.Result.Content);
        }
    }

    [Theory, MemberData(nameof(Errors))]
    public async Task A_bare_error_after_the_text_is_a_cut_answer_with_what_came(string error, OutcomeKind kind)
    {
        await using var talk = new GeminiTalk(chain: ["beta"]).Sends(GeminiTalk.Event(GeminiTalk.Text("It is ")) + GeminiTalk.Event(GeminiTalk.Text("330")) + error, mediaType: "text/event-stream");
        var asked = await talk.AskAsync(CallMode.VisibleStream);
        Assert.Equal((ErrorCode.AnswerCut, "It is 330"), (asked.Failure.Code, asked.Failure.PartialContent));
        asked = await talk.AskAsync(CallMode.StreamedWire);
        Assert.Equal([kind, OutcomeKind.Answered], asked.Kinds);
    }

    [Theory]
    [Modes("[{0}\n,\n{1}\n,\r\n{2}\n]\n", "application/json"), Modes("[{0},{1},{2}]", "text/event-stream"), Modes("\uFEFF[\n  {0},\n  {1},\n  {2}\n]", "application/json; charset=utf-8")]
    [Modes("data: {0}\n\ndata: {1}\n\ndata: {2}\n\n", "application/json"), Modes("data: {0}\n\n: ping\n\ndata: \n\ndata: {1}\n\ndata: {2}", "text/plain"), Modes("data:{0}\r\rdata:{1}\r\rdata:{2}\r\r", "text/event-stream")]
    [Modes("event: message\nid: 1\ndata: {0}\n\ndata: {1}\n\ndata: {2}\n\ndata: [DONE]\n\n", "text/event-stream")]
    public async Task A_list_or_events_in_place_of_each_other_are_one_answer(CallMode mode, string form, string mediaType)
    {
        string[] chunks = [GeminiTalk.Text("It is "), GeminiTalk.Text("330 "), """{"candidates":[{"content":{"parts":[{"text":"m"}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":8,"candidatesTokenCount":5,"totalTokenCount":13}}"""];
        var body = chunks.Select((chunk, place) => (chunk, place)).Aggregate(form, (text, part) => text.Replace($"{{{part.place}}}", part.chunk, StringComparison.Ordinal));
        await using var talk = new GeminiTalk().Sends(body, mediaType: mediaType.Split(';')[0]);
        var asked = await talk.AskAsync(mode);
        Assert.Equal(("It is 330 m", "stop", 8, 5), (asked.Result.Content, asked.Result.FinishReason, asked.Result.Usage!.PromptTokens, asked.Result.Usage.CompletionTokens));
        Assert.Equal(mode == CallMode.VisibleStream ? "It is 330 m" : "", asked.Shown);
    }

    [Theory]
    [InlineData("[{0},{1}"), InlineData("[{0},{1},{\"candidates\":[{\"con"), InlineData("data: {0}\n\ndata: {1}\n\n")]
    public async Task A_list_that_ends_without_a_reason_is_cut(string form)
    {
        var body = form.Replace("{0}", GeminiTalk.Text("It is "), StringComparison.Ordinal).Replace("{1}", GeminiTalk.Text("330 "), StringComparison.Ordinal);
        await using var talk = new GeminiTalk().Sends(body, mediaType: "text/event-stream");
        Assert.Equal(OutcomeKind.Cut, (await talk.AskAsync(CallMode.VisibleStream)).Kinds.Single());
    }

    [Fact]
    public async Task Thoughts_are_shown_as_reasoning_before_the_text()
    {
        await using var talk = new GeminiTalk().Answers(CallMode.VisibleStream, """{"candidates":[{"content":{"parts":[{"text":"hm ","thought":true}]}}]}""", """{"candidates":[{"content":{"parts":[{"text":"so","thought":true},{"text":"330 m"}]},"finishReason":"STOP"}]}""");
        var asked = await talk.AskAsync(CallMode.VisibleStream);
        Assert.Equal(["Reasoning hm ", "Reasoning so", "Text 330 m"], asked.Updates.Where(update => update.Text.Length > 0).Select(update => $"{update.Kind} {update.Text}"));
    }
}
