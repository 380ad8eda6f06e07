using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Configuration.Options;
using HolySheep.Errors;

namespace HolySheep.Configuration.Names;

/// <summary>The rule for model names that begin with what may be a mistyped provider. Calls, chains, rules, splits, budgets and targets share it.</summary>
/// <remarks>A name with a slash is a target at a provider, or a model id that contains a slash. A typo in the provider would turn the former into the latter and send the prompt elsewhere.</remarks>
internal static class MistypedProvider
{
    // Shorter names too often differ from each other by one letter.
    private const int ShortestPrefix = 4;

    /// <summary>The configured provider that the name most likely means; null if the name is allowed as it is.</summary>
    /// <param name="name">The name of a model or a target.</param>
    /// <param name="providers">The configured providers.</param>
    /// <param name="models">The configured models.</param>
    /// <param name="catalog">The model catalog.</param>
    /// <param name="defaultProvider">The provider that model ids go to.</param>
    public static string? Find(
        string name, IReadOnlyDictionary<string, ProviderOptions> providers, IEnumerable<string> models, ModelCatalog catalog, string defaultProvider)
    {
        var slash = name.IndexOf('/');
        if (slash < ShortestPrefix)
        {
            return null;
        }

        var prefix = name.Substring(0, slash);
        return providers.Keys.Contains(prefix, StringComparer.OrdinalIgnoreCase) || models.Contains(name, StringComparer.OrdinalIgnoreCase) || catalog.Find(name) is not null || TakesSlashes(providers, defaultProvider)
            ? null
            : providers.Keys.FirstOrDefault(provider => NearestName.Distance(prefix.ToUpperInvariant(), provider.ToUpperInvariant()) <= 1);
    }

    /// <summary>Whether the default provider's model ids contain slashes.</summary>
    public static bool TakesSlashes(IReadOnlyDictionary<string, ProviderOptions> providers, string defaultProvider) =>
        providers.TryGetValue(defaultProvider, out var options) && options.SlashIds;

    /// <summary>Refuses names whose provider is mistyped.</summary>
    /// <exception cref="HolySheepException">A name has a mistyped provider.</exception>
    public static void ThrowIfAny(IEnumerable<string> names, HolySheepConfiguration configuration)
    {
        foreach (var name in names)
        {
            if (Find(name, configuration.Providers, configuration.Models.Keys, configuration.Catalog, configuration.Defaults.Provider) is { } nearest)
            {
                throw new HolySheepException(ErrorCode.ProviderUnknown, "T" + Message(name, nearest).Substring(1), Hint(name, nearest, configuration.Defaults.Provider));
            }
        }
    }

    /// <summary>What is wrong with the name.</summary>
    public static string Message(string name, string nearest) => $"the provider '{PrefixOf(name)}' is not configured; did you mean '{nearest}'?";

    /// <summary>What to write instead.</summary>
    public static string Hint(string name, string nearest, string defaultProvider) =>
        $"Write '{nearest}{name.Substring(name.IndexOf('/'))}', or '{defaultProvider}/{name}' if the model's own id begins with '{PrefixOf(name)}/'.";

    private static string PrefixOf(string name) => name.Substring(0, name.IndexOf('/'));
}
