using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using HolySheep.Architecture.Tests.Reading;
using Mono.Cecil;

namespace HolySheep.Architecture.Tests.Rules;

/// <summary>Which words an area may use in its names and literals.</summary>
internal static partial class WordingRules
{
    private static readonly string[] Vendors =
    [
        "openai", "anthropic", "claude", "gemini", "deepseek", "azure", "mistral", "minimax", "bedrock", "vertexai", "groq", "grok",
        "openrouter", "llama", "qwen", "moonshot", "kimi", "ollama", "chatgpt", "gpt",
    ];

    /// <summary>Names and literals that name a vendor, or the gateway as a provider.</summary>
    public static IReadOnlyList<string> NamesNoVendor(ModuleDefinition module, string root, string area) =>
        Tell(WordingReader.Read(module, root, area), wording => Vendors.FirstOrDefault(vendor => wording.Text.Contains(vendor, StringComparison.OrdinalIgnoreCase)) ?? Gateway(wording));

    /// <summary>Names and literals that name a model.</summary>
    public static IReadOnlyList<string> NamesNoModel(ModuleDefinition module, string root, string area, IReadOnlyList<string> models)
    {
        var named = new Regex($"(?<![a-z0-9])(?:{string.Join('|', models.Select(Regex.Escape))})(?![a-z0-9])", RegexOptions.IgnoreCase);
        return Tell(WordingReader.Read(module, root, area), wording => named.Match(wording.Text) is { Success: true } match ? match.Value : null);
    }

    /// <summary>Literals with a word of a vendor's wire; the allowed ones are words of a format of our own.</summary>
    public static IReadOnlyList<string> SaysNoWireWord(ModuleDefinition module, string root, string area, params string[] allowed) => Tell(
        WordingReader.Read(module, root, area).Where(wording => !wording.IsName),
        wording => WireWord().Matches(wording.Text).Select(match => match.Value).FirstOrDefault(word => !allowed.Contains(word)));

    // words that are English too count only where they stand alone
    [GeneratedRegex("(?<![A-Za-z0-9_])(?:content_filter|content_block|tool_calls|tool_call_id|tool_use|tool_result|tool_choice|parallel_tool_calls|stop_reason|finish_reason|finishReason|function_call|functionCall|functionResponse|"
        + "max_tokens|max_completion_tokens|max_output_tokens|stream_options|response_format|reasoning_content|end_turn|include_usage|input_schema|generationConfig)(?![A-Za-z0-9_])|^(?:messages|functions|function|choices|delta|stream|contents)$")]
    private static partial Regex WireWord();

    // the product's own name is spelled HolySheep; in small letters it is the provider's, or the command's before one of its verbs
    private static string? Gateway(Wording wording) => !wording.IsName && GatewayName().IsMatch(wording.Text) ? "holysheep" : null;

    [GeneratedRegex("(?<![A-Za-z0-9_-])holysheep(?![A-Za-z0-9_-]| (?:chat|models|providers)\\b)")]
    private static partial Regex GatewayName();

    private static IReadOnlyList<string> Tell(IEnumerable<Wording> wordings, Func<Wording, string?> find) =>
    [
        .. from wording in wordings
           let word = find(wording)
           where word is not null
           select $"{wording.Place} says '{word}' in {(wording.IsName ? "the name" : "the literal")} '{wording.Text}'",
    ];
}
