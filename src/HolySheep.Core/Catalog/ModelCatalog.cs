using System;
using System.Collections.Generic;
using System.Text.Json;

namespace HolySheep.Catalog;

/// <summary>The models that are known, by id and by their other spellings.</summary>
internal sealed class ModelCatalog
{
    private const string Resource = "HolySheep.Catalog.catalog.json";
    private static readonly Lazy<ModelCatalog> EmbeddedCatalog = new(ReadEmbedded);
    private readonly Dictionary<string, ModelEntry> _byName = new(StringComparer.OrdinalIgnoreCase);

    public ModelCatalog(IReadOnlyList<ModelEntry> entries)
    {
        Entries = entries;
        foreach (var entry in entries)
        {
            _byName[entry.Id] = entry;
            foreach (var alias in entry.Aliases)
            {
                _byName[alias] = entry;
            }
        }
    }

    /// <summary>The catalogue that ships with the module, read on first use.</summary>
    public static ModelCatalog Embedded => EmbeddedCatalog.Value;

    public IReadOnlyList<ModelEntry> Entries { get; }

    /// <summary>The entry of an id or another spelling; null where the model is not known.</summary>
    public ModelEntry? Find(string name) => _byName.TryGetValue(name, out var entry) ? entry : null;

    private static ModelCatalog ReadEmbedded()
    {
        using var stream = typeof(ModelCatalog).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource '{Resource}' is missing.");
        var file = JsonSerializer.Deserialize(stream, CatalogJsonContext.Default.CatalogFile)
            ?? throw new InvalidOperationException($"The resource '{Resource}' is empty.");
        return new ModelCatalog(file.Models);
    }
}
