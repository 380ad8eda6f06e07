using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;

namespace HolySheep.Configuration.Reading;

/// <summary>Reads the names of models that calls are sent to. A typing error in the name of a provider would only show in the next night's calls, so it is refused.</summary>
internal sealed class ModelNameReader(
    ReadingContext context, IReadOnlyDictionary<string, ProviderOptions> providers, IReadOnlyCollection<string> models, string defaultProvider)
{
    private const string Expected = "a model id, or a target such as \"backup/gpt-4.1\"";

    /// <exception cref="Errors.ConfigurationException">The value is not a name, or its provider is mistyped.</exception>
    public string Read(ConfigurationNode node) => Check(node, context.Text(node, Expected));

    /// <summary>Refuses a name at this place if its provider is mistyped.</summary>
    /// <exception cref="Errors.ConfigurationException">It is.</exception>
    public string Check(ConfigurationNode node, string name) => MistypedProvider.Find(name, providers, models, ModelCatalog.Embedded, defaultProvider) is { } nearest
        ? throw context.Fault(node, MistypedProvider.Message(name, nearest), MistypedProvider.Hint(name, nearest, defaultProvider))
        : name;

    /// <summary>A list of models that is not empty and names each once.</summary>
    public IReadOnlyList<string> ReadList(ConfigurationNode node)
    {
        var list = context.Items(node).Select(Read).Distinct().ToList();
        return list.Count > 0 ? list : throw context.Fault(node, "expected at least one model");
    }
}
