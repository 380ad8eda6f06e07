namespace HolySheep.Catalog;

/// <summary>A price, with who says so.</summary>
/// <param name="Price">The price.</param>
/// <param name="Source">Where it was read: an address or a file; null where nobody said.</param>
/// <param name="Date">The day it was read, as yyyy-MM-dd; null where nobody said.</param>
public sealed record KnownPrice(ModelPrice Price, string? Source, string? Date);
