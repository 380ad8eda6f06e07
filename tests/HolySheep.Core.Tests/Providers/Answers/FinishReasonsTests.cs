using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Xunit;

namespace HolySheep.Providers.Answers;

/// <summary>The table of finish reasons by itself: every word, in any case, and words that are in no table.</summary>
public sealed class FinishReasonsTests
{
    private static readonly (AnswerEnd End, string Words)[] Known =
    [
        (AnswerEnd.Stop, "stop end_turn stop_sequence eos eos_token end complete completed done finished finish pause_turn"),
        (AnswerEnd.Length, "length max_tokens max_output_tokens max_completion_tokens model_length token_limit max_length error_limit model_context_window_exceeded"),
        (AnswerEnd.ToolCalls, "tool_calls tool_call tool_use function_call tool"),
        (AnswerEnd.ContentFilter, "content_filter content_filtered safety recitation blocklist prohibited_content spii language image_safety image_recitation image_prohibited_content image_other model_armor jailbreak sensitive guardrail_intervened error_toxic"),
        (AnswerEnd.Refused, "refusal refused"),
        (AnswerEnd.Cut, "error insufficient_system_resource network_error abort aborted cancel cancelled canceled user_cancel timeout failed incomplete interrupted other no_image"),
        (AnswerEnd.Cut, "malformed_function_call unexpected_tool_call too_many_tool_calls missing_thought_signature malformed_response finish_reason_unspecified malformed_model_output malformed_tool_use"),
    ];

    // What no vendor has said yet, by what the word contains.
    private static readonly (AnswerEnd End, string Words)[] Invented =
    [
        (AnswerEnd.Cut, "upstream_error it_failed job_aborted run_cancelled gateway_timeout worker_timed_out was_interrupted insufficient_memory overloaded pod_unavailable client_disconnected malformed_output"),
        (AnswerEnd.ContentFilter, "unsafe_safety_stop output_filtered usage_policy moderated prohibited sensitive_words"),
        (AnswerEnd.Refused, "model_refused"),
        (AnswerEnd.Length, "output_length hit_max_tokens a_token_limit context_window_full"),
        (AnswerEnd.Stop, "weather"),
    ];

    public static TheoryData<string, string> Words => Data(Known);

    public static TheoryData<string, string> Others => Data(Invented);

    [Theory, MemberData(nameof(Words))]
    public void A_word_means_the_same_in_any_case(string word, string end)
    {
        foreach (var said in new[] { word, word.ToUpperInvariant(), $" {word} " })
        {
            var reason = FinishReasons.Find(said)!;
            Assert.Equal((end, word is "pause_turn" or "model_context_window_exceeded"), (reason.End.ToString(), reason.Warning is not null));
        }
    }

    [Theory, MemberData(nameof(Others))]
    public void An_unknown_word_is_judged_by_what_it_contains(string word, string end) => Assert.Equal(end, FinishReasons.Find(word)!.End.ToString());

    [Theory]
    [InlineData(null), InlineData(""), InlineData("  "), InlineData("null"), InlineData("None")]
    public void No_word_is_no_reason(string? word) => Assert.Null(FinishReasons.Find(word));

    [Theory]
    [InlineData("stop", "error", "error"), InlineData("stop", "SAFETY", "SAFETY"), InlineData("stop", "refusal", "refusal"), InlineData("stop", "length", "stop")]
    [InlineData("length", "error", "length"), InlineData("stop", null, "stop"), InlineData(null, "error", null)]
    public void A_normal_end_of_a_gateway_does_not_hide_a_worse_one_behind_it(string? word, string? native, string? decides) => Assert.Equal(decides, FinishReasons.Worse(word, native));

    [Fact]
    public void No_word_of_the_table_is_without_a_test()
    {
        var table = (IDictionary)typeof(FinishReasons).GetField("Words", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
        Assert.Empty(table.Keys.Cast<string>().Except(Known.SelectMany(row => row.Words.Split(' ')), StringComparer.OrdinalIgnoreCase));
    }

    private static TheoryData<string, string> Data(IEnumerable<(AnswerEnd End, string Words)> rows)
    {
        var data = new TheoryData<string, string>();
        foreach (var (end, words) in rows)
        {
            foreach (var word in words.Split(' '))
            {
                data.Add(word, end.ToString());
            }
        }

        return data;
    }
}
