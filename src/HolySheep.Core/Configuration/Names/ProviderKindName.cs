using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Options;

namespace HolySheep.Configuration.Names;

/// <summary>The wire formats as the configuration spells them.</summary>
public static class ProviderKindName
{
    /// <summary>The names of all wire formats.</summary>
    public static IReadOnlyList<string> Names { get; } = ["openai", "openai-responses", "azure", "anthropic", "gemini", "sandbox"];

    /// <summary>Every wire format by its name.</summary>
    public static IReadOnlyDictionary<string, ProviderKind> All => Names.ToDictionary(name => name, name => Find(name)!.Value, StringComparer.Ordinal);

    /// <summary>The name of a wire format, for example <c>openai-responses</c>.</summary>
    public static string Of(ProviderKind kind) => Names.First(name => Find(name) == kind);

    /// <summary>The wire format with a name; null if there is none.</summary>
    // Not a dictionary: its code for values of our own types would be compiled by the first call of a process.
    public static ProviderKind? Find(string name) => name switch
    {
        "openai" => ProviderKind.OpenAI,
        "openai-responses" => ProviderKind.OpenAIResponses,
        "azure" => ProviderKind.Azure,
        "anthropic" => ProviderKind.Anthropic,
        "gemini" => ProviderKind.Gemini,
        "sandbox" => ProviderKind.Sandbox,
        _ => null,
    };
}
