using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;

namespace HolySheep.Configuration.Reading;

/// <summary>Reads a model that rules and splits send calls to. A slip in the name of a provider would only show in the next night's calls, so it is refused.</summary>
internal sealed class RoutedModelReader(ReadingContext context, IEnumerable<string> providers, IEnumerable<string> models)
{
    private const string Expected = "a model id, or a target such as \"backup/gpt-4.1\"";

    /// <exception cref="Errors.ConfigurationException">The value names no model, or a provider that is not configured.</exception>
    public string Read(ConfigurationNode node)
    {
        var text = context.Text(node, Expected);
        if (text.IndexOf('/') is > 0 and var slash && slash < text.Length - 1 && !models.Contains(text) && ModelCatalog.Embedded.Find(text) is null
            && text.Substring(0, slash) is var provider && !providers.Contains(provider, System.StringComparer.OrdinalIgnoreCase))
        {
            throw context.Fault(node, $"the provider '{provider}' is not configured{Errors.NearestName.Suggest(provider, providers)}",
                $"Providers here: {string.Join(", ", providers)}. A model whose own name has a '/' is written with its provider in front.");
        }

        return text;
    }

    /// <summary>A list of models that is not empty and names each once.</summary>
    public IReadOnlyList<string> ReadList(ConfigurationNode node)
    {
        var list = context.Items(node).Select(Read).Distinct().ToList();
        return list.Count > 0 ? list : throw context.Fault(node, "expected at least one model");
    }
}
