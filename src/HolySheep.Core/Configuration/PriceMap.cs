using System.Collections.Generic;
using HolySheep.Catalog;

namespace HolySheep.Configuration;

/// <summary>A public price map, as far as it is of use here.</summary>
/// <param name="Path">The file.</param>
/// <param name="Models">Chat models with a price, each once.</param>
/// <param name="Skipped">What else there was.</param>
internal sealed record PriceMap(string Path, IReadOnlyList<ModelEntry> Models, int Skipped);
