namespace HolySheep.Catalog;

/// <summary>When the vendor of a model stops serving it. Other providers of the model have their own schedules.</summary>
/// <param name="Vendor">The vendor, as presets name it.</param>
/// <param name="Date">The day, as yyyy-MM-dd.</param>
/// <param name="Successor">The model that the vendor recommends instead; null if it names none.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="Read">The day it was read, as yyyy-MM-dd.</param>
public sealed record ModelRetirement(string Vendor, string Date, string? Successor, string Source, string Read);
