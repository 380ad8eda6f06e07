using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;

namespace HolySheep.Configuration.Prices;

/// <summary>A public price map, as far as it is of use here.</summary>
/// <param name="Path">The file.</param>
/// <param name="Models">Models that answer chats and whose price was looked for, each once; one that charges for more than tokens says so.</param>
/// <param name="Skipped">What else there was.</param>
internal sealed record PriceMap(string Path, IReadOnlyList<ModelEntry> Models, int Skipped)
{
    /// <summary>How many have a price that can be computed.</summary>
    public int Priced => Models.Count(model => !model.Price!.OtherCharges);
}
