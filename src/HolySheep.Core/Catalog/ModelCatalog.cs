using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog.Spellings;

namespace HolySheep.Catalog;

/// <summary>The known models, by id and by their other spellings.</summary>
internal sealed class ModelCatalog
{
    private const string Resource = "HolySheep.Catalog.catalog.json";
    private static readonly Lazy<ModelCatalog> EmbeddedCatalog = new(ReadEmbedded);
    private readonly Dictionary<string, ModelEntry> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ModelEntry> _bySpelling = new(StringComparer.OrdinalIgnoreCase);

    public ModelCatalog(IReadOnlyList<ModelEntry> entries)
    {
        Entries = entries;
        foreach (var entry in entries)
        {
            Add(_bySpelling, entry.Spellings, entry);
            Add(_byName, entry.Aliases, entry);
        }

        // An id is never another model's alias.
        foreach (var entry in entries)
        {
            _byName[entry.Id] = entry;
        }
    }

    /// <summary>The catalog that ships with the module, read on first use.</summary>
    public static ModelCatalog Embedded => EmbeddedCatalog.Value;

    public IReadOnlyList<ModelEntry> Entries { get; }

    /// <summary>The entries that a person may want to ask for.</summary>
    public IEnumerable<ModelEntry> Offered => Entries.Where(entry => !entry.PriceOnly);

    /// <summary>The entry of an id, an alias or a provider's spelling, listed or by a rule; null if the model is not known.</summary>
    public ModelEntry? Find(string name) => FindSpelled(name)?.Entry;

    /// <summary>The entry in the same way, with what the spelling says of the price.</summary>
    public (ModelEntry Entry, SpelledPrice Price)? FindSpelled(string name)
    {
        if (FindListed(name) is { } entry)
        {
            return (entry, SpelledPrice.Same);
        }

        foreach (var spelled in ModelSpelling.Of(name))
        {
            if (FindListed(spelled.Id) is { } known)
            {
                return (known, spelled.Price);
            }
        }

        return null;
    }

    /// <summary>The entry of an id, an alias or a listed spelling; null if there is none.</summary>
    public ModelEntry? FindListed(string name) => FindByName(name) ?? (_bySpelling.TryGetValue(name, out var spelled) ? spelled : null);

    /// <summary>The entry whose id may be sent for this name: by its id or an alias, never by a provider's spelling.</summary>
    public ModelEntry? FindByName(string name) => _byName.TryGetValue(name, out var entry) ? entry : null;

    private static void Add(Dictionary<string, ModelEntry> names, IReadOnlyList<string> added, ModelEntry entry)
    {
        foreach (var name in added)
        {
            names[name] = entry;
        }
    }

    private static ModelCatalog ReadEmbedded()
    {
        using var stream = typeof(ModelCatalog).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource '{Resource}' is missing.");
        return new ModelCatalog(CatalogFile.Read(stream));
    }
}
