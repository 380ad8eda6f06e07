using System.Collections.Generic;

namespace HolySheep.Catalog;

/// <summary>The shape of catalog.json.</summary>
/// <param name="Models">The models.</param>
internal sealed record CatalogFile(IReadOnlyList<ModelEntry> Models);
