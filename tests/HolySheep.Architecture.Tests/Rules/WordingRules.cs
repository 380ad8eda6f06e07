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
