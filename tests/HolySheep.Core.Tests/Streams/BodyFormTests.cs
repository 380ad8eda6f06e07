using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Streams;

/// <summary>Content types, byte order marks and line ends: what a body is, its bytes say.</summary>
public sealed class BodyFormTests
{
    private const string Mark = "\uFEFF";
    private static readonly string Events = Wire.Chunk("one ") + Wire.Chunk("two") + Wire.Chunk(finish: "stop") + Wire.Done;

    [Theory]
    [Modes("", ""), Modes(Mark, ""), Modes("\n         \n\n", ""), Modes(": OPENROUTER PROCESSING\n\n", ""), Modes("", "\n\ndata: [DONE]\n\n"), Modes(": ping\n\n: ping\n\n", "\n\ndata: [DONE]\n\n"), Modes("[", "]"), Modes(Mark + "\r\n", "\r\n")]
    public async Task A_whole_body_is_read_whatever_stands_around_it(CallMode mode, string before, string after)
    {
        foreach (var type in new[] { "application/json", "text/event-stream", "text/plain", "" })
        {
            await AssertAsync(mode, before + Wire.Text("one two") + after, type);
        }
    }

    [Theory]
    [Modes("\n"), Modes("\r\n"), Modes("\r")]
    public async Task Events_are_read_whatever_their_type_and_their_line_ends(CallMode mode, string lineEnd)
    {
        foreach (var type in new[] { "application/json", "text/event-stream", "Text/Event-Stream; charset=utf-8", "text/plain", "" })
        {
            await AssertAsync(mode, Events.Replace("\n", lineEnd, StringComparison.Ordinal), type);
        }
    }

    [Theory]
    [Modes(Mark), Modes(": hello\n\n"), Modes("data:\n\n"), Modes("data: \n\n"), Modes("retry: 5\n"), Modes("mood: sunny\n\n"), Modes("\n\n\n"), Modes("event: ping\ndata: {}\n\n"), Modes("data: null\n\n"), Modes("id: 7\n\n" + Mark)]
    public async Task Text_before_an_event_does_not_hide_it(CallMode mode, string before)
    {
        await AssertAsync(mode, before + Events, "text/event-stream");
        await AssertAsync(mode, before + Events.Replace("\n\n", "\n\n" + before, StringComparison.Ordinal), "application/json");
    }

    [Theory]
    [Modes("\n"), Modes(""), Modes("\r\n")]
    public async Task The_last_event_needs_no_blank_line(CallMode mode, string end) =>
        await AssertAsync(mode, Wire.Chunk("one ") + Wire.Chunk("two", "stop").TrimEnd('\n') + end, "text/event-stream");

    [Theory, Modes]
    public async Task Blank_lines_between_events_may_be_missing(CallMode mode) =>
        await AssertAsync(mode, Events.Replace("\n\n", "\n", StringComparison.Ordinal), "text/event-stream");

    [Theory, Modes]
    public async Task Marks_inside_the_data_are_dropped(CallMode mode) =>
        await AssertAsync(mode, Events.Replace("data: ", "data: " + Mark, StringComparison.Ordinal), "text/event-stream");

    [Theory]
    [Modes("data: data: "), Modes("data:data:"), Modes("data: data: data: ")]
    public async Task A_field_name_may_be_written_twice(CallMode mode, string field)
    {
        await AssertAsync(mode, Events.Replace("data: ", field, System.StringComparison.Ordinal), "text/event-stream");
        await AssertAsync(mode, Events.Replace("data: ", field, System.StringComparison.Ordinal).Replace("\n\n", "\n", System.StringComparison.Ordinal), "text/event-stream");
    }

    [Theory]
    [Modes("\n"), Modes(",\n")]
    public async Task Chunks_without_the_form_of_events_are_read_line_by_line(CallMode mode, string between)
    {
        var chunks = Events.Replace(Wire.Done, "", StringComparison.Ordinal).Replace("data: ", "", StringComparison.Ordinal).TrimEnd().Replace("\n\n", between, StringComparison.Ordinal);
        await AssertAsync(mode, between == "\n" ? chunks : $"[{chunks}]", "application/json");
        await AssertAsync(mode, between == "\n" ? chunks : $"[{chunks}]", "text/event-stream");
    }

    [Theory]
    [InlineData("application/json", false), InlineData("text/plain", false), InlineData("text/event-stream", false), InlineData("", false), InlineData("text/plain", true), InlineData("text/event-stream", true)]
    public async Task Events_are_shown_as_they_come_whatever_their_type_and_their_line_ends(string type, bool cr)
    {
        await using var stage = Stage.Alone();
        var gate = new Gate();
        var reply = Reply.Words(9).HoldAfter(3, gate).As(type);
        stage.One.OnAny().Answer(cr ? reply.Cr() : reply);
        var seen = 0;
        var asked = await Caller.AskAsync(stage.Client, Stage.Question(), CallMode.VisibleStream, _ =>
        {
            if (++seen == 3)
            {
                gate.Open();
            }
        }).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(9, asked.Result.Content.Split(' ').Length);
    }

    [Theory]
    [Modes("{\"error\":{\"message\":\"You have no credits left.\",\"code\":\"insufficient_quota\"}}")]
    [Modes("{\n  \"error\": {\n    \"code\": \"insufficient_quota\",\n    \"message\": \"You have no credits left.\"\n  }\n}\n")]
    [Modes("[{\"error\":{\"message\":\"You have no credits left.\",\"code\":\"insufficient_quota\"}}]"), Modes(Mark + "{\"error\":{\"message\":\"You have no credits left.\",\"code\":\"insufficient_quota\"}}")]
    public async Task An_error_called_a_stream_keeps_its_code(CallMode mode, string body)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Json(200, body).As("text/event-stream"));
        Assert.Equal(OutcomeKind.OutOfMoney, (await stage.AskAsync(mode)).Kinds.First());
    }

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task Bare_JSON_in_the_middle_of_a_stream_is_an_error_and_no_end(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Wire.Stream(Wire.Chunk("one "), "{\n  \"error\": {\n    \"code\": 503,\n    \"status\": \"UNAVAILABLE\"\n  }\n}\n", Wire.Done));
        var asked = await stage.AskAsync(mode);
        Assert.Equal(mode == CallMode.VisibleStream ? OutcomeKind.Cut : OutcomeKind.Transient, asked.Kinds.First());
    }

    [Theory, Modes]
    public async Task A_mark_before_an_error_does_not_hide_its_meaning(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Json(400, Mark + """{"error":{"message":"too long","code":"context_length_exceeded"}}"""));
        Assert.Equal([OutcomeKind.TooLong], (await stage.AskAsync(mode)).Kinds);
    }

    private static async Task AssertAsync(CallMode mode, string body, string type)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Json(200, body).As(type));
        var asked = await stage.AskAsync(mode);
        Assert.Equal(("one two", 1), (asked.Result.Content, stage.One.CallCount));
        Assert.Equal(mode == CallMode.VisibleStream ? "one two" : "", asked.Shown);
    }
}
