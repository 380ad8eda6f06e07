using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Wires;

/// <summary>Streams that are passed on to a caller of the provider's own format: what only that format can say is life, and is sent as it comes.</summary>
public sealed class WireOwnContentTests
{
    private const string Chat = "openai", Responses = "openai-responses", Messages = "anthropic";
    private const string ServerTool = """{"type":"content_block_start","index":1,"content_block":{"type":"server_tool_use","id":"s","name":"code_execution","input":{}}}""";
    private const string Compaction = """{"type":"content_block_start","index":1,"content_block":{"type":"compaction","content":""}}""";

    private readonly WatchedClock _clock = new();

    public static TheoryData<string, string, string> Contents => new()
    {
        { Chat, "", Delta("""{"reasoning_details":[{"type":"reasoning.encrypted","data":"p","index":0}]}""") },
        { Chat, "", Delta("""{"audio":{"id":"a","data":"AAAA"}}""") },
        { Chat, "", Delta("""{"images":[{"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}}]}""") },
        { Chat, "", Delta("""{"executed_tools":[{"index":0,"type":"search","arguments":"p"}]}""") },
        { Chat, "", Delta("""{"tool_calls":[{"index":0,"shell":{"command":"p"}}]}""") },
        { Responses, "", """{"type":"response.apply_patch_call_operation_diff.delta","output_index":1,"item_id":"x","delta":"p"}""" },
        { Responses, "", """{"type":"response.shell_call_command.delta","output_index":1,"item_id":"x","command_index":0,"delta":"p"}""" },
        { Responses, "", """{"type":"response.code_interpreter_call_code.delta","output_index":1,"item_id":"x","delta":"p"}""" },
        { Responses, "", """{"type":"response.mcp_call_arguments.delta","output_index":1,"item_id":"x","delta":"p"}""" },
        { Responses, "", """{"type":"response.mcp_call_arguments.delta","output_index":1,"item_id":"x","delta":{"a":1}}""" },
        { Responses, "", """{"type":"response.custom_tool_call_input.delta","output_index":1,"item_id":"x","delta":"p"}""" },
        { Responses, "", """{"type":"response.image_generation_call.partial_image","output_index":1,"item_id":"x","partial_image_b64":"AA=="}""" },
        { Responses, "", """{"type":"response.output_text.annotation.added","output_index":0,"content_index":0,"annotation":{"type":"file_citation","file_id":"f"}}""" },
        { Responses, "", """{"type":"response.output_item.added","output_index":1,"item":{"type":"web_search_call","id":"ws","status":"in_progress"}}""" },
        { Responses, "", """{"type":"response.output_item.done","output_index":1,"item":{"type":"mcp_call","id":"m","name":"look","arguments":"{}","output":"o"}}""" },
        { Messages, ServerTool, """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"p"}}""" },
        { Messages, Compaction, """{"type":"content_block_delta","index":1,"delta":{"type":"compaction_delta","content":"p"}}""" },
        { Messages, "", """{"type":"content_block_delta","index":0,"delta":{"type":"citations_delta","citation":{"type":"char_location","cited_text":"x","document_index":0,"start_char_index":0,"end_char_index":1}}}""" },
        { Messages, "", """{"type":"content_block_delta","index":0,"delta":{"type":"delta_of_tomorrow","words":"p"}}""" },
        { Messages, "", """{"type":"content_block_start","index":1,"content_block":{"type":"web_search_tool_result","tool_use_id":"s","content":[]}}""" },
    };

    public static TheoryData<string, string, string> Fillers => new()
    {
        { Chat, "", Delta("""{"content":""}""") },
        { Chat, "", Delta("""{"reasoning_details":[],"tool_calls":[],"executed_tools":[]}""") },
        { Chat, "", """{"object":"chat.completion.chunk","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":0,"total_tokens":1}}""" },
        { Responses, "", """{"type":"keepalive","sequence_number":1}""" },
        { Responses, "", """{"type":"response.web_search_call.searching","output_index":1,"item_id":"x"}""" },
        { Responses, "", """{"type":"response.code_interpreter_call.in_progress","output_index":1,"item_id":"x"}""" },
        { Responses, "", """{"type":"response.apply_patch_call_operation_diff.delta","output_index":1,"item_id":"x","delta":""}""" },
        { Responses, "", """{"type":"response.in_progress","response":{"id":"r","object":"response","status":"in_progress","model":"alpha","output":[]}}""" },
        { Responses, "", """{"type":"response.output_item.done","output_index":1,"item":{"type":"mcp_list_tools","id":"m","tools":[{"name":"look"}]}}""" },
        { Messages, "", """{"type":"ping"}""" },
        { Messages, "", """{"type":"content_block_delta","index":0,"delta":{"type":"compaction_delta","content":null}}""" },
        { Messages, "", """{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":""}}""" },
        { Messages, "", """{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"p"}}""" },
        { Messages, "", """{"type":"content_block_start","index":1,"content_block":{"type":"text","text":"","citations":[]}}""" },
    };

    [Theory, MemberData(nameof(Contents))]
    public async Task Content_of_every_kind_is_life_between_two_texts(string wire, string opening, string content)
    {
        var asked = await ChatterAsync(wire, SaidEvents.Text(wire, "so far, ") + Of(opening), Of(content), 60);
        Assert.Equal("so far, at last", asked.Shown);
        Assert.Equal([OutcomeKind.Answered], asked.Kinds);
    }

    [Theory, MemberData(nameof(Contents))]
    public async Task Content_of_every_kind_is_first_content_too(string wire, string opening, string content)
    {
        var asked = await ChatterAsync(wire, Of(opening), Of(content), 60, "beta");
        Assert.Equal([OutcomeKind.Answered], asked.Kinds);
        Assert.Equal(("one", "at last"), (asked.Result.Provider, asked.Shown));
    }

    [Theory, MemberData(nameof(Contents)), MemberData(nameof(Fillers))]
    public async Task Events_are_passed_on_one_by_one_as_they_come(string wire, string opening, string content)
    {
        var asked = await ChatterAsync(wire, SaidEvents.Text(wire, "so far, ") + Of(opening), Of(content), 15);
        Assert.Equal(15, asked.Updates.Count(update => update.Kind != ChatUpdateKind.Completed && update.Events is [{ } only] && only.Data == content));
        Assert.Equal(1, asked.Updates.Count(update => update.Text == "so far, "));
    }

    [Theory, MemberData(nameof(Fillers))]
    public async Task What_brings_no_content_does_not_count_as_life_after_the_first(string wire, string opening, string filler)
    {
        var asked = await ChatterAsync(wire, SaidEvents.Text(wire, "so far") + Of(opening), Of(filler), 25);
        Assert.Equal((OutcomeKind.Cut, "so far"), (asked.Failure.Kind, asked.Failure.PartialContent));
    }

    [Theory, MemberData(nameof(Fillers))]
    public async Task What_brings_no_content_is_held_back_before_the_first_so_that_another_target_may_answer(string wire, string opening, string filler)
    {
        var asked = await ChatterAsync(wire, Of(opening), Of(filler), 70, "beta");
        Assert.Equal([OutcomeKind.Silent, OutcomeKind.Answered], asked.Kinds);
        Assert.DoesNotContain(asked.Updates, update => update.Events?.Any(one => one.Data == filler) == true);
    }

    [Theory]
    [InlineData(Responses, """{"type":"response.output_item.added","output_index":1,"item":{"type":"code_interpreter_call","id":"ci","status":"in_progress"}}""", """{"type":"keepalive"}""")]
    [InlineData(Messages, ServerTool, """{"type":"ping"}""")]
    public async Task A_tool_of_the_provider_may_run_longer_than_a_pause_between_two_texts_before_the_first(string wire, string opening, string filler)
    {
        var asked = await ChatterAsync(wire, Of(opening), Of(filler), 55);
        Assert.Equal("at last", asked.Shown);
    }

    [Theory]
    [InlineData(Responses, """{"type":"response.code_interpreter_call_code.delta","output_index":1,"item_id":"x","delta":"p"}""", """{"type":"keepalive"}""")]
    [InlineData(Messages, ServerTool, """{"type":"ping"}""")]
    public async Task After_content_that_was_shown_a_silence_cuts_the_answer_and_no_other_target_adds_to_it(string wire, string opening, string filler)
    {
        var asked = await ChatterAsync(wire, Of(opening), Of(filler), 70, "beta");
        Assert.Equal([OutcomeKind.Cut], asked.Failure.Attempts.Select(attempt => attempt.Kind));
    }

    [Fact]
    public async Task Why_an_answer_ended_is_not_passed_on_before_the_answer_is_judged()
    {
        var finish = """{"object":"chat.completion.chunk","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""";
        var asked = await ChatterAsync(Chat, SaidEvents.Text(Chat, "so far, ") + Of(finish), Of(finish), 0);
        Assert.DoesNotContain(asked.Updates, update => update.Kind != ChatUpdateKind.Completed && update.Text != "at last" && update.Events?.Any(one => one.Data == finish) == true);
        Assert.Equal("so far, at last", asked.Shown);
    }

    /// <summary>The first target begins, says an event once a second, and then answers; the second answers at once.</summary>
    private async Task<Asked> ChatterAsync(string wire, string start, string said, int times, params string[] chain)
    {
        var head = SaidEvents.Head(wire);
        var whole = (start.Contains("so far, ", StringComparison.Ordinal) ? "so far, " : "") + "at last";
        var end = SaidEvents.Text(wire, "at last") + SaidEvents.Mark(wire, whole) + SaidEvents.Done(wire, whole);
        var first = "";
        await using var stage = new Stage(["one/alpha"], chain)
        {
            Clock = _clock,
            Handler = new FakeNetwork((request, _) =>
            {
                var isFirst = first.Length == 0 || first == request.RequestUri!.Authority;
                first = isFirst ? request.RequestUri!.Authority : first;
                return Task.FromResult(!isFirst ? FakeNetwork.Events(SaidEvents.Stream(wire, "at last")) : new HttpResponseMessage
                {
                    Content = new StreamContent(new ChatteringBody(head + start, said, times, end, _clock)) { Headers = { { "Content-Type", "text/event-stream" } } },
                });
            }),
        }.Speaking(wire);
        var original = """{"model":"alpha","max_tokens":9,"stream":true,"input":"hi","messages":[{"role":"user","content":"hi"}]}""";
        return await stage.AskAsync(CallMode.VisibleStream, Stage.Question() with
        {
            Original = new OriginalBody(wire, Encoding.UTF8.GetBytes(original)),
            Limits = new ChatLimits { MaxRetries = 0, AttemptTimeout = TimeSpan.FromSeconds(200) },
        });
    }

    private static string Of(string data) => data.Length == 0 ? "" : SaidEvents.Event(data);

    private static string Delta(string delta) => $$"""{"object":"chat.completion.chunk","choices":[{"index":0,"delta":{{delta}},"finish_reason":null}]}""";
}
