using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Chat.Tools;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Providers.OpenAIResponses;

/// <summary>The events of a stream: pieces, whole parts after them or in place of them, and what ends it.</summary>
public sealed class ResponseEventTests
{
    private const string Begun = """{"type":"response.created","response":{"id":"resp_1","status":"in_progress","error":null,"output":[],"usage":null,"model":"m-2026"}}""";
    private const string Added = """{"type":"response.output_item.added","output_index":0,"item":{"type":"message","status":"in_progress","content":[]}}""";
    private const string Ended = """{"type":"response.completed","response":{"id":"resp_1","status":"completed","output":[]}}""";

    public static TheoryData<CallMode> Streams => [CallMode.StreamedWire, CallMode.VisibleStream];

    public static IEnumerable<object[]> Wholes =>
        from mode in new[] { CallMode.StreamedWire, CallMode.VisibleStream }
        from deltas in new[] { "none", "some", "all" }
        from wholes in new[] { "text", "part", "item", "end", "text part item end" }
        select (object[])[mode, deltas, wholes];

    public static IEnumerable<object[]> Errors =>
        from mode in new[] { CallMode.StreamedWire, CallMode.VisibleStream }
        from named in new[] { true, false }
        from row in new (string Error, OutcomeKind Kind)[]
        {
            ("""{"type":"error","code":"server_error","message":"It broke.","param":null,"sequence_number":3}""", OutcomeKind.Transient),
            ("""{"type":"error","sequence_number":2,"error":{"type":"insufficient_quota","code":"insufficient_quota","message":"You exceeded your current quota."}}""", OutcomeKind.OutOfMoney),
            ("""{"type":"error","code":"rate_limit_exceeded","message":"Rate limit reached."}""", OutcomeKind.Throttled),
            ("""{"type":"response.failed","response":{"status":"failed","error":{"code":"server_error","message":"It broke."},"output":[]}}""", OutcomeKind.Transient),
            ("""{"type":"response.failed","response":{"error":{"code":"invalid_prompt","message":"No."}}}""", OutcomeKind.Refused),
            ("""{"type":"response.failed","response":null}""", OutcomeKind.Malformed),
            ("""{"error":{"message":"bare","code":"server_is_overloaded"}}""", OutcomeKind.Transient),
        }
        select (object[])[mode, named, row.Error, row.Kind];

    [Theory, MemberData(nameof(Wholes))]
    public async Task A_text_is_said_once_however_often_and_wherever_it_is_repeated_whole(CallMode mode, string deltas, string wholes)
    {
        var said = deltas switch { "none" => Array.Empty<string>(), "some" => ["The tower "], _ => ["The tower ", "is", " 330 m"] };
        var events = new List<string> { Begun, Added };
        events.AddRange(said.Select(piece => $$"""{"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"{{piece}}"}"""));
        const string Part = """{"type":"output_text","text":"The tower is 330 m","annotations":[]}""";
        foreach (var whole in wholes.Split(' '))
        {
            events.Add(whole switch
            {
                "text" => """{"type":"response.output_text.done","output_index":0,"content_index":0,"text":"The tower is 330 m"}""",
                "part" => $$"""{"type":"response.content_part.done","output_index":0,"content_index":0,"part":{{Part}}}""",
                "item" => $$$"""{"type":"response.output_item.done","output_index":0,"item":{"type":"message","content":[{{{Part}}}]}}""",
                _ => $$$"""{"type":"response.completed","response":{"status":"completed","output":[{"type":"message","content":[{{{Part}}}]}]}}""",
            });
        }

        if (!wholes.EndsWith("end", StringComparison.Ordinal))
        {
            events.Add(Ended);
        }

        var asked = await ResponseScript.AskAsync(mode, ResponseScript.Events([.. events]));
        Assert.Equal("The tower is 330 m", asked.Result.Content);
        Assert.Equal(mode == CallMode.VisibleStream ? "The tower is 330 m" : "", asked.Shown);
        Assert.DoesNotContain(asked.Result.Warnings, warning => warning.Contains("again", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Streams))]
    public async Task Texts_of_several_parts_and_messages_are_joined_in_their_order(CallMode mode)
    {
        var asked = await ResponseScript.AskAsync(mode, ResponseScript.Events(
            Text(0, 0, "One "), Text(0, 0, "two "), Done(0, 0, "One two "), Text(0, 1, "three "), Done(0, 1, "three "), Done(2, 0, "One two "), Text(3, 0, "four"), Done(3, 0, "four"), Ended));
        Assert.Equal("One two three One two four", asked.Result.Content);
    }

    [Theory, MemberData(nameof(Streams))]
    public async Task Tool_calls_come_from_pieces_or_whole_and_from_nothing_else(CallMode mode)
    {
        var asked = await ResponseScript.AskAsync(mode, ResponseScript.Events(
            """{"type":"response.output_item.added","output_index":0,"item":{"type":"function_call","id":"fc_1","call_id":"call_a","name":"look","arguments":""}}""",
            """{"type":"response.function_call_arguments.delta","output_index":0,"item_id":"fc_1","delta":"{\"a\":"}""",
            """{"type":"response.function_call_arguments.delta","output_index":0,"item_id":"fc_1","delta":"1}"}""",
            """{"type":"response.function_call_arguments.done","output_index":0,"item_id":"fc_1","arguments":"{\"a\":1}"}""",
            """{"type":"response.output_item.done","output_index":0,"item":{"type":"function_call","id":"fc_1","call_id":"call_a","name":"look","arguments":"{\"a\":1}"}}""",
            """{"type":"response.output_item.done","output_index":1,"item":{"type":"function_call","call_id":"call_b","name":"look","arguments":"{\"a\":1}"}}""",
            """{"type":"response.output_item.added","item":{"type":"function_call","call_id":"call_c","name":"rest"},"output_index":2}""",
            """{"type":"response.function_call_arguments.done","output_index":2,"name":"rest","arguments":"{}"}""",
            """{"type":"response.output_item.added","output_index":3,"item":{"type":"function_call","call_id":"call_d","name":"see","arguments":"{}"}}""",
            """{"type":"response.function_call_arguments.done","output_index":3,"arguments":"{\"b\":2}"}""",
            Ended), Stage.Question() with { Tools = [new ChatTool("look"), new ChatTool("rest"), new ChatTool("see")] });
        Assert.Equal(
            [("call_a", "look", """{"a":1}"""), ("call_b", "look", """{"a":1}"""), ("call_c", "rest", "{}"), ("call_d", "see", """{"b":2}""")],
            asked.Result.ToolCalls.Select(call => (call.Id, call.Name, call.Arguments)));
        if (mode == CallMode.VisibleStream)
        {
            var shown = asked.Updates.Where(update => update.ToolCall is not null).GroupBy(update => update.ToolCall!.Index).Select(call => string.Concat(call.Select(update => update.ToolCall!.Arguments)));
            Assert.Equal(["""{"a":1}""", """{"a":1}""", "{}", """{"b":2}"""], shown);
        }
    }

    [Theory, MemberData(nameof(Streams))]
    public async Task Reasoning_comes_as_a_summary_of_paragraphs_or_as_it_is(CallMode mode)
    {
        var asked = await ResponseScript.AskAsync(mode, ResponseScript.Events(
            """{"type":"response.reasoning_summary_part.added","output_index":0,"summary_index":0,"part":{"type":"summary_text","text":""}}""",
            """{"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":0,"delta":"First"}""",
            """{"type":"response.reasoning_summary_part.added","output_index":0,"summary_index":1,"part":{"type":"summary_text","text":""}}""",
            """{"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":1,"delta":"Second"}""",
            """{"type":"response.output_item.done","output_index":0,"item":{"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"First"},{"type":"summary_text","text":"Second"}]}}""",
            """{"type":"response.reasoning_text.delta","output_index":1,"content_index":0,"delta":" and third"}""",
            Text(2, 0, "330 m"), Ended));
        Assert.Equal(("330 m", "First\n\nSecond and third"), (asked.Result.Content, asked.Result.Reasoning));
    }

    [Theory, MemberData(nameof(Streams))]
    public async Task A_refusal_comes_in_pieces(CallMode mode)
    {
        var asked = await ResponseScript.AskAsync(mode, ResponseScript.Events(
            """{"type":"response.refusal.delta","output_index":0,"content_index":0,"delta":"I will "}""",
            """{"type":"response.refusal.delta","output_index":0,"content_index":0,"delta":"not."}""",
            """{"type":"response.refusal.done","output_index":0,"content_index":0,"refusal":"I will not."}""", Ended));
        Assert.Equal("I will not.", asked.Result.Refusal ?? asked.Result.Content);
        Assert.All(asked.Updates.Where(update => update.Kind == ChatUpdateKind.Text), update => Assert.True(update.IsRefusal));
        Assert.Equal(mode == CallMode.VisibleStream ? "I will not." : "", asked.Shown);
    }

    [Theory, MemberData(nameof(Streams))]
    public async Task A_source_is_named_once(CallMode mode)
    {
        const string Source = """{"type":"url_citation","url":"https://example.com/t","title":"Towers","start_index":0,"end_index":5}""";
        var asked = await ResponseScript.AskAsync(mode, ResponseScript.Events(
            Text(0, 0, "330 m"),
            $$"""{"type":"response.output_text.annotation.added","output_index":0,"content_index":0,"annotation_index":0,"annotation":{{Source}}}""",
            """{"type":"response.output_text.annotation.added","output_index":0,"content_index":0,"annotation":null}""",
            $$$"""{"type":"response.output_item.done","output_index":0,"item":{"type":"message","content":[{"type":"output_text","text":"330 m","annotations":[{{{Source}}}]}]}}""", Ended));
        Assert.Equal(new ChatCitation("https://example.com/t", "Towers") { Start = 0, End = 5 }, Assert.Single(asked.Result.Citations));
    }

    [Theory, MemberData(nameof(Streams))]
    public async Task Without_the_event_that_ends_it_a_stream_is_cut(CallMode mode)
    {
        var asked = await ResponseScript.AskAsync(mode, ResponseScript.Events(Begun, Added, Text(0, 0, "330"), Done(0, 0, "330")));
        Assert.Equal((OutcomeKind.Cut, "330"), (asked.Failure.Attempts[^1].Kind, asked.Failure.PartialContent));
    }

    [Theory, MemberData(nameof(Streams))]
    public async Task The_event_that_ends_it_completes_a_stream_that_stays_open(CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(ResponseScript.Kind);
        stage.One.OnAny().Answer(TestKit.Reply.Text("330 m").CutAfter(int.MaxValue, TestKit.CutKind.Stalled));
        Assert.Equal("330 m", (await stage.AskAsync(mode)).Result.Content);
        Assert.Empty(stage.Waits);
    }

    [Theory, MemberData(nameof(Errors))]
    public async Task An_error_is_the_failure_that_it_names_and_cuts_what_was_shown(CallMode mode, bool named, string error, OutcomeKind kind)
    {
        var before = await ResponseScript.AskAsync(mode, ResponseScript.Events(named, Begun, Added, error));
        Assert.Equal(kind, before.Failure.Attempts[^1].Kind);
        var after = await ResponseScript.AskAsync(mode, ResponseScript.Events(named, Begun, Added, Text(0, 0, "half"), error));
        Assert.Equal(mode == CallMode.VisibleStream && kind != OutcomeKind.Refused ? OutcomeKind.Cut : kind, after.Failure.Attempts[^1].Kind);
        Assert.Equal("half", after.Failure.PartialContent);
    }

    [Theory, MemberData(nameof(Streams))]
    public async Task Events_that_say_nothing_of_the_answer_are_skipped(CallMode mode)
    {
        var asked = await ResponseScript.AskAsync(mode, ResponseScript.Events(
            Begun, """{"type":"keepalive","sequence_number":1}""", """{"type":"response.queued","response":{"status":"queued"}}""", """{"type":"response.web_search_call.searching","output_index":0}""",
            """{"type":"response.mcp_call.failed","output_index":0,"item_id":"x"}""", """{"type":"response.an_event_of_tomorrow","delta":"nonsense","text":"nonsense"}""", "null",
            """{"type":"response.code_interpreter_call_code.delta","output_index":0,"delta":"print(1)"}""", Text(1, 0, "330 m"), """{"type":"response.output_text.delta","output_index":1,"content_index":0,"delta":null}""",
            """{"type":"response.output_text.delta","output_index":1,"content_index":0,"delta":{"text":7}}""", Ended));
        Assert.Equal("330 m", asked.Result.Content);
        Assert.Equal("m-2026", asked.Result.ModelReported);
    }

    [Theory, MemberData(nameof(Streams))]
    public async Task The_type_may_stand_at_the_end_of_an_event_or_only_in_its_name(CallMode mode)
    {
        var reply = TestKit.Reply.Json(200,
            "data: {\"delta\":\"330 \",\"content_index\":0,\"output_index\":0,\"type\":\"response.output_text.delta\"}\n\n"
            + "event: response.output_text.delta\ndata: {\"delta\":\"m\",\"output_index\":0}\n\n"
            + "event: response.completed\ndata: {\"response\":{\"usage\":{\"input_tokens\":4,\"output_tokens\":2},\"status\":\"completed\"}}\n\n").As("text/event-stream");
        var result = (await ResponseScript.AskAsync(mode, reply)).Result;
        Assert.Equal(("330 m", "stop", 4L), (result.Content, result.FinishReason, result.Usage!.PromptTokens));
    }

    [Theory, MemberData(nameof(Streams))]
    public async Task Halves_of_a_character_in_two_deltas_are_joined(CallMode mode)
    {
        var asked = await ResponseScript.AskAsync(mode, ResponseScript.Events(Text(0, 0, "a \\ud83d"), Text(0, 0, "\\uddfc"), Done(0, 0, "a 🗼"), Ended));
        Assert.Equal("a 🗼", asked.Result.Content);
    }

    [Theory, MemberData(nameof(Streams))]
    public async Task An_event_that_cannot_be_read_is_malformed_before_any_text(CallMode mode)
    {
        var broken = TestKit.Reply.Json(200, $"data: {Begun}\n\nevent: response.output_text.delta\ndata: {{\"type\":\"response.output_text.delta\",\"del\n\ndata: {Text(0, 0, "m")}\n\ndata: {Ended}\n\n").As("text/event-stream");
        Assert.Equal(OutcomeKind.Malformed, (await ResponseScript.AskAsync(mode, broken)).Failure.Attempts[^1].Kind);
    }

    private static string Text(int item, int part, string delta) => $$"""{"type":"response.output_text.delta","item_id":"msg_{{item}}","output_index":{{item}},"content_index":{{part}},"delta":"{{delta}}","logprobs":[]}""";

    private static string Done(int item, int part, string text) => $$"""{"type":"response.output_text.done","item_id":"msg_{{item}}","output_index":{{item}},"content_index":{{part}},"text":"{{text}}"}""";
}
