using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;

namespace HolySheep.Configuration.Reading;

/// <summary>Reads <c>chains</c>.</summary>
internal static class ChainReader
{
    /// <summary>The chains that apply: the file's, and the built-in ones that neither the file nor a model's targets replace.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(
        ReadingContext context, ConfigurationNode? node, IReadOnlyDictionary<string, ModelOptions> models, string defaultProvider, ModelNameReader names)
    {
        var chains = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var own = context.Members(node).Select(member => member.Name).ToList();
        foreach (var builtIn in BuiltInConfiguration.Chains)
        {
            if (IsBuiltInOnly(builtIn.Key, models, defaultProvider) && EntryName.Find(own, builtIn.Key) is null)
            {
                chains.Add(builtIn.Key, builtIn.Value);
            }
        }

        foreach (var member in context.Members(node))
        {
            if (!ReadingContext.IsName(member.Name))
            {
                throw context.Fault(member, "expected a model id without control characters and spaces around it");
            }

            var chain = Normalise(names.Check(member, member.Name), context.Items(member).Select(names.Read));
            if (chain.Count > 0)
            {
                chains[member.Name] = chain;
            }
        }

        return chains;
    }

    /// <summary>The members of a chain in order, without duplicates and without the model that it follows.</summary>
    public static IReadOnlyList<string> Normalise(string model, IEnumerable<string> chain) =>
        chain.Where(member => member != model).Distinct(StringComparer.Ordinal).ToList();

    private static bool IsBuiltInOnly(string model, IReadOnlyDictionary<string, ModelOptions> models, string defaultProvider) =>
        models.TryGetValue(model, out var options) && options.Targets.Count > 0
            ? options.Targets.All(target => target.Provider == BuiltInConfiguration.ProviderName)
            : defaultProvider == BuiltInConfiguration.ProviderName;
}
