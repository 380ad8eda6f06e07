using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;

namespace HolySheep.Configuration.Prices;

/// <summary>The parts of a public price map that are used here.</summary>
/// <param name="Path">The file.</param>
/// <param name="Models">The chat models with a price, each once; a model that charges for more than tokens is marked.</param>
/// <param name="Skipped">The number of other entries.</param>
internal sealed record PriceMap(string Path, IReadOnlyList<ModelEntry> Models, int Skipped)
{
    /// <summary>The number of models with a price that can be computed.</summary>
    public int Priced => Models.Count(model => !model.Price!.OtherCharges);
}
