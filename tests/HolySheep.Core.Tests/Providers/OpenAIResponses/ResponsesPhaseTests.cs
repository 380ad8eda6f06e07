using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Tools;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Providers.OpenAIResponses;

/// <summary>Texts that a model marks as comments on its work or as its final answer: it wants the mark back, and answers worse without it.</summary>
public sealed class ResponsesPhaseTests
{
    private const string Call = """{"type":"function_call","call_id":"call_a","name":"look","arguments":"{}"}""";

    [Theory, Modes]
    public async Task The_phase_of_each_text_goes_back_with_it(CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(ResponseScript.Kind);
        stage.One.OnAny().Answer(
            ResponseScript.Of(mode, Response(Message("I look.", "commentary"), Call)),
            ResponseScript.Of(mode, Response(Message("Seen.", "commentary"), Message("330 m", "final_answer"))),
            ResponseScript.Of(mode, Response(Message("In 1889", "final_answer"))),
            Reply.Text("done"));
        await TalkAsync(stage, mode);
        Assert.Equal(
            $$"""
            {"type":"message","role":"user","content":"How high is the tower?"}
            {"type":"message","role":"assistant","phase":"commentary","content":"I look."}
            {{Call}}
            {"type":"function_call_output","call_id":"call_a","output":"seen"}
            {"type":"message","role":"assistant","phase":"commentary","content":"Seen."}
            {"type":"message","role":"assistant","phase":"final_answer","content":"330 m"}
            {"type":"message","role":"user","content":"Since when?"}
            {"type":"message","role":"assistant","phase":"final_answer","content":"In 1889"}
            {"type":"message","role":"user","content":"Sure?"}
            """.ReplaceLineEndings("\n"),
            Items(stage.One.Requests[3]));
    }

    [Theory, Modes]
    public async Task It_goes_back_where_only_an_item_of_the_stream_gave_it(CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(ResponseScript.Kind);
        var said = Message("330 m", "final_answer");
        stage.One.OnAny().Answer(
            mode == CallMode.Plain ? ResponseScript.Of(mode, Response(said)) : ResponseScript.Events(
                """{"type":"response.output_item.added","output_index":0,"item":{"type":"message","role":"assistant","phase":"final_answer","content":[]}}""",
                """{"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"330 m"}""",
                $$"""{"type":"response.output_item.done","output_index":0,"item":{{said}}}""",
                """{"type":"response.completed","response":{"status":"completed","output":[]}}"""),
            Reply.Text("done"));
        var first = (await stage.AskAsync(mode)).Result;
        _ = (await stage.AskAsync(mode, Stage.Question() with { Messages = [.. first.Conversation, ChatMessage.User("Sure?")] })).Result;
        Assert.Contains("""{"type":"message","role":"assistant","phase":"final_answer","content":"330 m"}""", Items(stage.One.Requests[1]), StringComparison.Ordinal);
    }

    [Theory, Modes]
    public async Task It_never_reaches_another_target(CallMode mode)
    {
        await using var stage = Stage.SameModel().Speaking("one", ResponseScript.Kind).Speaking("two", ResponseScript.Kind);
        stage.One.OnAny().Answer(ResponseScript.Of(mode, Response(Message("330 m", "final_answer"))), Reply.Throttle("3600"));
        var first = (await stage.AskAsync(mode)).Result;
        _ = (await stage.AskAsync(mode, Stage.Question() with { Messages = [.. first.Conversation, ChatMessage.User("Sure?")] })).Result;
        Assert.Contains("""{"type":"message","role":"assistant","content":"330 m"}""", Items(stage.Two.Requests.Single()), StringComparison.Ordinal);
    }

    [Theory, Modes]
    public async Task A_comment_before_a_structured_answer_does_not_spoil_it(CallMode mode)
    {
        var request = Stage.Question() with { JsonSchema = new ChatJsonSchema("""{"type":"object","properties":{"height":{"type":"integer"}},"required":["height"],"additionalProperties":false}""") };
        var result = (await ResponseScript.AskAsync(mode, ResponseScript.Of(mode, Response(Message("I estimate it.", "commentary"), Message("""{\"height\":330}""", "final_answer"))), request)).Result;
        Assert.Equal("""{"height":330}""", result.Content);
        Assert.Equal(["I estimate it.", """{"height":330}"""], result.Conversation[^1].Parts.OfType<Chat.Parts.ChatText>().Select(part => part.Text));
    }

    private static async Task TalkAsync(Stage stage, CallMode mode)
    {
        var request = Stage.Question() with { Tools = [new ChatTool("look")] };
        var result = (await stage.AskAsync(mode, request)).Result;
        foreach (var next in new[] { ChatMessage.Tool("call_a", "seen"), ChatMessage.User("Since when?"), ChatMessage.User("Sure?") })
        {
            result = (await stage.AskAsync(mode, request with { Messages = [.. result.Conversation, next] })).Result;
        }
    }

    private static string Items(RecordedRequest request) => string.Join('\n', request.Json!.Value.GetProperty("input").EnumerateArray().Select(item => item.GetRawText()));

    private static string Response(params string[] items) => $$"""{"id":"resp_1","status":"completed","output":[{{string.Join(',', items)}}]}""";

    private static string Message(string text, string phase) => $$$"""{"type":"message","role":"assistant","phase":"{{{phase}}}","content":[{"type":"output_text","text":"{{{text}}}"}]}""";
}
