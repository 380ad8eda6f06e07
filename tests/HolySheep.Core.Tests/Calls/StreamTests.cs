using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Calls;

/// <summary>Reading streams and packed bodies, on the wire.</summary>
public sealed class StreamTests
{
    private const string Emoji = "Tháp cao 330 m 🗼 – đúng không? 👩‍👩‍👧 𝄞";

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task A_stream_without_DONE_ends_within_1_s_of_its_finish_reason_with_its_usage(CallMode mode)
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.Text("done").WithUsage(5, 2).WithoutDone());
        var clock = Stopwatch.StartNew();
        var result = (await stage.AskAsync(mode)).Result;
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
        Assert.Equal(new ChatUsage { PromptTokens = 5, CompletionTokens = 2 }, result.Usage);
        Assert.Equal("stop", result.FinishReason);
    }

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task A_stream_that_stays_open_without_DONE_and_usage_ends_1_s_after_its_finish_reason(CallMode mode)
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.Text("done").WithoutUsage().WithoutDone());
        var result = (await stage.AskAsync(mode)).Result;
        Assert.InRange(result.Latency, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(15));
        Assert.Equal(("done", true), (result.Content, result.Usage.Estimated));
    }

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task Pings_after_the_finish_reason_do_not_hold_the_answer_back(CallMode mode)
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.Json(200, string.Concat(Enumerable.Repeat(": ping\n\n", 3)) + Events("""{"choices":[{"delta":{"content":"done"},"finish_reason":"stop"}]}""") + ": ping\n\n"));
        Assert.Equal("done", (await stage.AskAsync(mode)).Result.Content);
    }

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task Usage_that_comes_after_the_finish_reason_wins_over_what_came_before(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Json(200, Events(
            """{"choices":[{"delta":{"content":"done"}}],"usage":{"prompt_tokens":5,"completion_tokens":0}}""",
            """{"choices":[{"delta":{},"finish_reason":"stop"}],"usage":null}""",
            """{"choices":[],"usage":{"prompt_tokens":5,"completion_tokens":2}}""",
            "[DONE]")));
        Assert.Equal(2, (await stage.AskAsync(mode)).Result.Usage.CompletionTokens);
    }

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task DONE_without_a_finish_reason_ends_a_whole_answer(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Json(200, Events("""{"choices":[{"delta":{"content":"done"}}]}""", "[DONE]")));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal(("done", null), (result.Content, result.FinishReason));
    }

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task A_connection_that_breaks_after_the_finish_reason_breaks_no_answer(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Text("done").WithoutUsage().WithoutDone().CutAfter(int.MaxValue, CutKind.Closed));
        Assert.Equal(("done", 1), ((await stage.AskAsync(mode)).Result.Content, stage.One.CallCount));
    }

    [Theory]
    [Modes("gzip"), Modes("deflate"), Modes("br")]
    public async Task A_compressed_answer_that_was_not_requested_is_read(CallMode mode, string packing)
    {
        await using var stage = Stage.Alone();
        var reply = Reply.Text(Emoji).WithUsage(5, 9);
        stage.One.OnAny().Answer(packing switch { "gzip" => reply.Gzip(), "deflate" => reply.Deflate(), _ => reply.Brotli() });
        var asked = await stage.AskAsync(mode);
        Assert.Equal((Emoji, 9), (asked.Result.Content, asked.Result.Usage.CompletionTokens));
        Assert.Equal(mode == CallMode.VisibleStream ? Emoji : "", asked.Shown);
    }

    [Theory]
    [InlineData("gzip"), InlineData("br")]
    public async Task A_packed_stream_is_shown_as_it_comes(string packing)
    {
        await using var stage = Stage.Alone();
        var gate = new Gate();
        var reply = Reply.Words(9).HoldAfter(3, gate);
        stage.One.OnAny().Answer(packing == "gzip" ? reply.Gzip() : reply.Brotli());
        var seen = 0;
        var asked = await Caller.AskAsync(stage.Client, Stage.Question(), CallMode.VisibleStream, update =>
        {
            if (++seen == 3)
            {
                gate.Open();
            }
        });
        Assert.Equal(9, asked.Result.Content.Split(' ').Length);
    }

    [Theory]
    [Modes(1), Modes(2), Modes(3), Modes(7)]
    public async Task Characters_that_were_split_over_reads_survive(CallMode mode, int slice)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Text(Emoji).SplitCharacters(slice));
        var asked = await stage.AskAsync(mode);
        Assert.Equal(Emoji, asked.Result.Content);
        Assert.Equal(mode == CallMode.VisibleStream ? Emoji : "", asked.Shown);
    }

    [Theory]
    [Modes(0), Modes(1)]
    public async Task Lines_that_end_in_CRLF_survive_too(CallMode mode, int slice)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Text(Emoji).CrLf().SplitCharacters(slice));
        Assert.Equal(Emoji, (await stage.AskAsync(mode)).Result.Content);
    }

    [Theory, Modes]
    public async Task Unknown_events_are_skipped(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Words(5).UnknownEvents());
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal("word1 word2 word3 word4 word5", result.Content);
        Assert.Empty(result.Warnings);
    }

    [Theory, Modes]
    public async Task An_event_stream_that_answers_a_plain_request_is_read_as_one(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Words(5).WithUsage(3, 5).StreamToPlain());
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal("word1 word2 word3 word4 word5", result.Content);
    }

    [Theory]
    [Modes("data: "), Modes(": hello\n\ndata: "), Modes("event: message\ndata: "), Modes("\n\ndata: "), Modes("id: 7\ndata: ")]
    public async Task An_event_stream_that_claims_to_be_JSON_is_read_as_one(CallMode mode, string start)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Json(200, start + """{"choices":[{"delta":{"content":"hidden"},"finish_reason":"stop"}]}""" + "\n\ndata: [DONE]\n\n"));
        Assert.Equal("hidden", (await stage.AskAsync(mode)).Result.Content);
    }

    [Theory, Modes]
    public async Task One_JSON_object_that_answers_a_streamed_request_is_read_as_one(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Words(5).PlainToStream());
        var asked = await stage.AskAsync(mode);
        Assert.Equal("word1 word2 word3 word4 word5", asked.Result.Content);
        Assert.Equal(mode == CallMode.VisibleStream ? asked.Result.Content : "", asked.Shown);
    }

    [Theory, Modes]
    public async Task Usage_is_asked_for_and_kept(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Text("x").WithUsage(100, 20, cached: 60, reasoning: 15));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal(mode != CallMode.Plain, stage.One.Requests[0].AsksForUsage);
        Assert.Equal(new ChatUsage { PromptTokens = 100, CachedTokens = 60, CompletionTokens = 20, ReasoningTokens = 15 }, result.Usage);
        Assert.Equal(120, result.Usage.TotalTokens);
    }

    [Theory, Modes]
    public async Task Missing_usage_is_estimated_and_marked_so(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Reasoning(new string('r', 400), new string('a', 40)).WithoutUsage());
        var usage = (await stage.AskAsync(mode)).Result.Usage;
        Assert.Equal(new ChatUsage { PromptTokens = 6, CompletionTokens = 110, Estimated = true }, usage);
    }

    [Theory]
    [Modes("{}"), Modes("""{"prompt_tokens":0,"completion_tokens":0}"""), Modes("null"), Modes("""{"prompt_tokens":null}""")]
    public async Task Usage_that_counts_nothing_is_no_usage(CallMode mode, string usage)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Json(200, $$"""{"choices":[{"message":{"content":"done"},"finish_reason":"stop"}],"usage":{{usage}}}"""));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.True(result.Usage.Estimated);
        Assert.True(result.Cost > 0);
    }

    [Theory]
    [Modes("""{"total_tokens":130}""", 6, 124), Modes("""{"total_tokens":4}""", 4, 0), Modes("""{"completion_tokens":20}""", 6, 20), Modes("""{"prompt_tokens":50}""", 50, 10), Modes("""{"prompt_tokens":50,"completion_tokens":0,"total_tokens":50}""", 50, 10)]
    public async Task What_usage_leaves_out_is_estimated_and_marked_so(CallMode mode, string usage, int prompt, int completion)
    {
        await using var stage = Stage.Alone();
        var text = new string('a', 40);
        stage.One.OnAny().Answer(Reply.Json(200, $$"""{"choices":[{"message":{"content":"{{text}}"},"finish_reason":"stop"}],"usage":{{usage}}}"""));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal(new ChatUsage { PromptTokens = prompt, CompletionTokens = completion, Estimated = true }, result.Usage);
    }

    [Theory, Modes]
    public async Task Reasoning_is_told_apart_from_the_answer(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Reasoning("towers are high", "330 m"));
        var asked = await stage.AskAsync(mode);
        Assert.Equal(("330 m", "towers are high"), (asked.Result.Content, asked.Result.Reasoning));
        var reasoned = asked.Updates.Where(update => update.Kind == ChatUpdateKind.Reasoning).Select(update => update.Text);
        Assert.Equal(mode == CallMode.VisibleStream ? "towers are high" : "", string.Concat(reasoned));
        Assert.Equal(mode == CallMode.VisibleStream ? "330 m" : "", asked.Shown);
    }

    [Fact]
    public async Task The_pieces_of_a_visible_stream_are_the_answer_and_the_last_carries_the_result()
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Words(12));
        var asked = await stage.AskAsync(CallMode.VisibleStream);
        Assert.Equal(asked.Result.Content, asked.Shown);
        Assert.Equal(12, asked.Updates.Count(update => update.Kind == ChatUpdateKind.Text));
        Assert.Equal(ChatUpdateKind.Completed, asked.Updates[^1].Kind);
        Assert.Same(asked.Result, asked.Updates[^1].Result);
    }

    [Theory, Modes]
    public async Task Every_member_of_the_result_is_there(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Text("330 m").WithModel("alpha-2026").WithUsage(10, 4));
        var result = (await stage.AskAsync(mode, Stage.Question() with { System = "Be brief." })).Result;
        Assert.Equal(("330 m", "alpha", "alpha", "alpha-2026", "one"), (result.Content, result.Model, result.ModelUsed, result.ModelReported, result.Provider));
        Assert.Equal((1, 0, "stop", "chatcmpl-one-1", "req-one-1"), (result.AttemptCount, result.FallbackCount, result.FinishReason, result.Id, result.RequestId));
        Assert.Equal(18m / 1_000_000, result.Cost);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_790_000_000), result.Created);
        Assert.Equal(mode != CallMode.Plain, result.TimeToFirstToken is not null);
        Assert.Equal(["system: Be brief.", "user: How high is the tower?", "assistant: 330 m"], result.Conversation.Select(message => message.ToString()));
        Assert.Equal("330 m", result.ToString());
        Assert.Empty(result.Warnings);
        var attempt = Assert.Single(result.Attempts);
        Assert.Equal(("one/alpha", OutcomeKind.Answered, 200, "req-one-1", result.Cost), (attempt.Target, attempt.Kind, attempt.Status, attempt.RequestId, attempt.Cost));
    }

    private static string Events(params string[] data) => string.Concat(data.Select(line => $"data: {line}\n\n"));
}
