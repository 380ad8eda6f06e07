using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Configuration.Options;

/// <summary>The interfaces as the configuration spells them.</summary>
public static class ApiNames
{
    private static readonly Dictionary<string, ProviderApi> Names = new(StringComparer.Ordinal)
    {
        ["auto"] = ProviderApi.Auto,
        ["chat"] = ProviderApi.Chat,
        ["responses"] = ProviderApi.Responses,
    };

    /// <summary>Every interface by its name.</summary>
    public static IReadOnlyDictionary<string, ProviderApi> All => Names;

    /// <summary>True if a kind has both interfaces, so that one can be chosen.</summary>
    public static bool AreChoiceOf(ProviderKind? kind) => kind is ProviderKind.OpenAI or ProviderKind.Azure;

    /// <summary>The interface of a spelling; null if it is not known.</summary>
    public static ProviderApi? Find(string name) => Names.TryGetValue(name, out var api) ? api : null;

    /// <summary>The name of an interface.</summary>
    public static string Of(ProviderApi api) => Names.First(entry => entry.Value == api).Key;
}
