using System;
using System.Collections.Generic;

namespace HolySheep.Providers.Answers;

/// <summary>The closed table of the vendors' finish reasons and their meanings.</summary>
internal static class FinishReasons
{
    private const string Paused = "The provider paused the answer (finish reason 'pause_turn'): send the conversation again to continue.";
    private const string WindowFull = "The model's context window is full: the answer ends there.";

    // OpenAI, Azure, Anthropic, Gemini, Mistral, DeepSeek, Z.AI, Cohere, Bedrock, TGI, vLLM, SGLang, Ollama: their references.
    private static readonly Dictionary<string, FinishReason> Words = Table(
        (AnswerEnd.Stop, ["stop", "end_turn", "stop_sequence", "eos", "eos_token", "end", "complete", "completed", "done", "finished", "finish"]),
        (AnswerEnd.Length, ["length", "max_tokens", "max_output_tokens", "max_completion_tokens", "model_length", "token_limit", "max_length", "error_limit"]),
        (AnswerEnd.ToolCalls, ["tool_calls", "tool_call", "tool_use", "function_call", "tool"]),
        (AnswerEnd.ContentFilter,
        [
            "content_filter", "content_filtered", "safety", "recitation", "blocklist", "prohibited_content", "spii", "language", "image_safety", "image_recitation", "image_prohibited_content",
            "image_other", "model_armor", "jailbreak", "sensitive", "guardrail_intervened", "error_toxic",
        ]),
        (AnswerEnd.Refused, ["refusal", "refused"]),
        (AnswerEnd.Cut,
        [
            "error", "insufficient_system_resource", "network_error", "abort", "aborted", "cancel", "cancelled", "canceled", "user_cancel", "timeout", "failed", "incomplete", "interrupted", "other", "no_image",
            "malformed_function_call", "unexpected_tool_call", "too_many_tool_calls", "missing_thought_signature", "malformed_response", "finish_reason_unspecified", "malformed_model_output", "malformed_tool_use",
        ]));

    // Unknown words are judged by what they contain: half an answer must not count as complete because a vendor invented a word.
    private static readonly (string Part, AnswerEnd End)[] Parts =
    [
        ("error", AnswerEnd.Cut), ("fail", AnswerEnd.Cut), ("abort", AnswerEnd.Cut), ("cancel", AnswerEnd.Cut), ("timeout", AnswerEnd.Cut), ("timed_out", AnswerEnd.Cut),
        ("interrupt", AnswerEnd.Cut), ("insufficient", AnswerEnd.Cut), ("overload", AnswerEnd.Cut), ("unavailable", AnswerEnd.Cut), ("disconnect", AnswerEnd.Cut), ("malformed", AnswerEnd.Cut),
        ("safety", AnswerEnd.ContentFilter), ("filter", AnswerEnd.ContentFilter), ("policy", AnswerEnd.ContentFilter), ("moderat", AnswerEnd.ContentFilter), ("prohibited", AnswerEnd.ContentFilter),
        ("sensitive", AnswerEnd.ContentFilter), ("refus", AnswerEnd.Refused),
        ("length", AnswerEnd.Length), ("max_tokens", AnswerEnd.Length), ("token_limit", AnswerEnd.Length), ("context_window", AnswerEnd.Length),
    ];

    /// <summary>The reason of an answer that ends with tool calls, for providers that have no word of its own for it.</summary>
    public static FinishReason ToolCalls { get; } = Of("tool_calls", AnswerEnd.ToolCalls);

    /// <summary>The meaning of a provider's word; null if it gave none. An unknown word is kept, and is a stop with a warning.</summary>
    public static FinishReason? Find(string? word)
    {
        // Some servers write a missing reason as a text.
        if (string.IsNullOrWhiteSpace(word) || word!.Equals("null", StringComparison.OrdinalIgnoreCase) || word.Equals("none", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        word = word.Trim();
        return !Words.TryGetValue(word, out var known) ? OfParts(word)
            : known.End == AnswerEnd.Cut ? known with { Word = word }
            : known;
    }

    /// <summary>The word that decides, if a gateway gives its own and the one of the server behind it: a normal end does not hide that the server broke the answer off or refused it.</summary>
    public static string? Worse(string? word, string? native) =>
        Find(word)?.End == AnswerEnd.Stop && Find(native)?.End is AnswerEnd.Cut or AnswerEnd.ContentFilter or AnswerEnd.Refused ? native : word;

    private static FinishReason OfParts(string word)
    {
        foreach (var (part, end) in Parts)
        {
            if (word.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return Of(word, end);
            }
        }

        return new FinishReason(AnswerEnd.Stop, word, $"The provider ended the answer with the finish reason '{word}', which is not known; it is treated as a normal end.");
    }

    private static Dictionary<string, FinishReason> Table(params (AnswerEnd End, string[] Words)[] rows)
    {
        var table = new Dictionary<string, FinishReason>(StringComparer.OrdinalIgnoreCase)
        {
            ["pause_turn"] = new(AnswerEnd.Stop, "stop", Paused),
            ["model_context_window_exceeded"] = new(AnswerEnd.Length, "length", WindowFull),
        };
        foreach (var (end, words) in rows)
        {
            foreach (var word in words)
            {
                table.Add(word, Of(word, end));
            }
        }

        return table;
    }

    private static FinishReason Of(string word, AnswerEnd end) => new(end, end switch
    {
        AnswerEnd.Stop => "stop",
        AnswerEnd.Length => "length",
        AnswerEnd.ToolCalls => "tool_calls",
        AnswerEnd.ContentFilter or AnswerEnd.Refused => "content_filter",
        _ => word,
    });
}
