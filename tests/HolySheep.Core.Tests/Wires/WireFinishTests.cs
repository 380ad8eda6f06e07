using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Wires;

/// <summary>The closed table of finish reasons: every word of each vendor, and what it means.</summary>
public sealed class WireFinishTests
{
    private const string Text = "It is 330 m high.";

    // Chat completions: OpenAI, Azure, and the vendors that speak its format.
    private static readonly string[] ChatWires = ["openai", "azure", "azure-deployments"];

    private static readonly (string[] Wires, string[] Stop, string[] Length, string[] Refused, string[] Cut)[] Table =
    [
        (ChatWires,
            ["stop", "eos", "eos_token", "stop_sequence", "COMPLETE", "end_turn", "pause_turn"],
            ["length", "model_length", "max_tokens", "MAX_TOKENS", "model_context_window_exceeded"],
            ["content_filter", "content_filtered", "sensitive", "refusal", "SAFETY", "RECITATION", "guardrail_intervened"],
            ["error", "ERROR", "insufficient_system_resource", "network_error", "abort", "cancelled", "timeout"]),
        (["anthropic"],
            ["end_turn", "stop_sequence", "pause_turn"],
            ["max_tokens", "model_context_window_exceeded"],
            ["refusal"],
            ["error", "malformed_model_output"]),
        (["gemini"],
            ["STOP"],
            ["MAX_TOKENS"],
            ["SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "LANGUAGE", "IMAGE_SAFETY", "IMAGE_PROHIBITED_CONTENT", "IMAGE_RECITATION", "IMAGE_OTHER"],
            ["MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL", "TOO_MANY_TOOL_CALLS", "OTHER", "NO_IMAGE", "FINISH_REASON_UNSPECIFIED"]),
        (["openai-responses"], ["completed"], ["max_output_tokens"], ["content_filter"], ["failed", "cancelled", "queued", "in_progress"]),
    ];

    public static IEnumerable<object[]> Words(string column) =>
        from row in Table
        from wire in row.Wires
        from word in column switch { "stop" => row.Stop, "length" => row.Length, "refused" => row.Refused, _ => row.Cut }
        from mode in Enum.GetValues<CallMode>()
        select (object[])[wire, mode, word];

    [Theory, MemberData(nameof(Words), "stop")]
    public async Task A_normal_end_is_a_stop(string wire, CallMode mode, string word)
    {
        var result = (await AskAsync(wire, mode, Text, word)).Result;
        Assert.Equal((Text, "stop", word == "pause_turn" ? 1 : 0), (result.Content, result.FinishReason, result.Warnings.Count));
        Assert.Equal(word, wire == "openai-responses" ? "completed" : result.FinishReasonRaw, ignoreCase: true);
    }

    [Theory, MemberData(nameof(Words), "length")]
    public async Task An_end_at_a_limit_is_a_success_with_a_warning_unless_nothing_came(string wire, CallMode mode, string word)
    {
        var result = (await AskAsync(wire, mode, Text, word)).Result;
        Assert.Equal((Text, "length", word), (result.Content, result.FinishReason, result.FinishReasonRaw));
        Assert.NotEmpty(result.Warnings);
        Assert.Equal(ErrorCode.OutputLimit, (await AskAsync(wire, mode, "", word)).Failure.Code);
    }

    [Theory, MemberData(nameof(Words), "refused")]
    public async Task A_refusal_ends_the_call_with_text_and_without(string wire, CallMode mode, string word)
    {
        foreach (var text in new[] { "", Text })
        {
            var failure = (await AskAsync(wire, mode, text, word)).Failure;
            Assert.Equal((ErrorCode.ContentRefused, 1), (failure.Code, failure.Attempts.Count));
        }
    }

    [Theory, MemberData(nameof(Words), "cut")]
    public async Task A_broken_answer_is_never_a_success(string wire, CallMode mode, string word)
    {
        var asked = await AskAsync(wire, mode, Text, word);
        if (mode == CallMode.VisibleStream)
        {
            Assert.Equal((ErrorCode.AnswerCut, Text), (asked.Failure.Code, asked.Failure.PartialContent));
        }
        else
        {
            Assert.Equal("two", asked.Result.Provider);
            Assert.Contains(asked.Kinds.First(), (OutcomeKind[])[OutcomeKind.Cut, OutcomeKind.Malformed, OutcomeKind.Transient]);
        }

        // Without text it is no answer either, and another target is asked.
        var empty = await AskAsync(wire, mode, "", word);
        Assert.Equal("two", empty.Result.Provider);
        Assert.NotEqual(OutcomeKind.Answered, empty.Kinds.First());
    }

    [Theory, Wires]
    public async Task An_unknown_word_is_kept_and_is_a_stop_with_a_warning(string wire, CallMode mode)
    {
        if (wire == "openai-responses")
        {
            // Its states are closed: a response that is not completed is not an answer.
            Assert.Equal("two", (await AskAsync(wire, mode, "", "weather")).Result.Provider);
            return;
        }

        var result = (await AskAsync(wire, mode, Text, "weather")).Result;
        Assert.Equal((Text, "weather"), (result.Content, result.FinishReason!.ToLowerInvariant()));
        Assert.Contains(result.Warnings, warning => warning.Contains("weather", StringComparison.OrdinalIgnoreCase));
    }

    [Theory, Wires]
    public async Task Calls_of_tools_are_their_own_end_whatever_the_wire_calls_it(string wire, CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(Reply.ToolCalls(("look", "{}")), Reply.ToolCalls(("look", "{}")).Finish("stop"));
        Assert.Equal("tool_calls", (await stage.AskAsync(mode)).Result.FinishReason);
        Assert.Equal("tool_calls", (await stage.AskAsync(mode)).Result.FinishReason);
    }

    private static async Task<Asked> AskAsync(string wire, CallMode mode, string text, string word)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        if (wire == "openai-responses")
        {
            stage.One.OnAny().Answer(Response(mode, text, word));
        }
        else
        {
            stage.One.OnAny().Answer(Reply.Text(text).Finish(word));
        }

        return await stage.AskAsync(mode);
    }

    // A response has a state and, if it is incomplete, a reason.
    private static Reply Response(CallMode mode, string text, string word)
    {
        var status = word is "max_output_tokens" or "content_filter" ? "incomplete" : word;
        var whole = SaidEvents.Done("openai-responses", text).Split("\"response\":")[1].TrimEnd('\n')[..^1]
            .Replace("\"status\":\"completed\",\"model\"", $$"""{{(status == "failed" ? "\"error\":{\"code\":\"server_error\",\"message\":\"The model failed.\"}," : "")}}"status":"{{status}}","incomplete_details":{{(status == "incomplete" ? $$"""{"reason":"{{word}}"}""" : "null")}},"model" """, StringComparison.Ordinal);
        whole = text.Length > 0 ? whole : whole.Replace(whole[whole.IndexOf("\"output\":[", StringComparison.Ordinal)..whole.IndexOf(",\"usage\"", StringComparison.Ordinal)], "\"output\":[]", StringComparison.Ordinal);
        return mode == CallMode.Plain ? Reply.Json(200, whole) : Reply.Raw(200, "text/event-stream", SaidEvents.Head("openai-responses") + (text.Length > 0 ? SaidEvents.Text("openai-responses", text) : "")
            + $"event: response.{status}\ndata: {{\"type\":\"response.{status}\",\"response\":{whole}}}\n\n");
    }
}
