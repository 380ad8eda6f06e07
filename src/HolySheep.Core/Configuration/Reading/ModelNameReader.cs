using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;

namespace HolySheep.Configuration.Reading;

/// <summary>Reads the names of models that calls are sent to. A typo in a provider's name is refused here, because it would show only in later calls.</summary>
internal sealed class ModelNameReader(
    ReadingContext context, IReadOnlyDictionary<string, ProviderOptions> providers, IReadOnlyCollection<string> models, string defaultProvider)
{
    private const string Expected = "a model id, or a target such as \"backup/gpt-4.1\"";

    /// <exception cref="Errors.ConfigurationException">The value is not a name, or its provider is mistyped.</exception>
    public string Read(ConfigurationNode node) => Check(node, context.Text(node, Expected));

    /// <summary>Refuses a name at this position if its provider is mistyped.</summary>
    /// <exception cref="Errors.ConfigurationException">The provider is mistyped.</exception>
    public string Check(ConfigurationNode node, string name) => MistypedProvider.Find(name, providers, models, ModelCatalog.Embedded, defaultProvider) is { } nearest
        ? throw context.Fault(node, MistypedProvider.Message(name, nearest), MistypedProvider.Hint(name, nearest, defaultProvider))
        : name;

    /// <summary>A list of distinct models that is not empty.</summary>
    public IReadOnlyList<string> ReadList(ConfigurationNode node)
    {
        var list = context.Items(node).Select(Read).Distinct().ToList();
        return list.Count > 0 ? list : throw context.Fault(node, "expected at least one model");
    }
}
