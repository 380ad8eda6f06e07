using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Options;

namespace HolySheep.Configuration.Names;

/// <summary>The wire formats as the configuration spells them.</summary>
public static class ProviderKindName
{
    private static readonly Dictionary<string, ProviderKind> Kinds = new(StringComparer.Ordinal)
    {
        ["openai"] = ProviderKind.OpenAI,
        ["openai-responses"] = ProviderKind.OpenAIResponses,
        ["azure"] = ProviderKind.Azure,
        ["anthropic"] = ProviderKind.Anthropic,
        ["gemini"] = ProviderKind.Gemini,
        ["sandbox"] = ProviderKind.Sandbox,
    };

    /// <summary>Every wire format by its name.</summary>
    public static IReadOnlyDictionary<string, ProviderKind> All => Kinds;

    /// <summary>The name of a wire format, for example <c>openai-responses</c>.</summary>
    public static string Of(ProviderKind kind) => Kinds.First(entry => entry.Value == kind).Key;

    /// <summary>The wire format with a name; null if there is none.</summary>
    public static ProviderKind? Find(string name) => Kinds.TryGetValue(name, out var kind) ? kind : null;
}
