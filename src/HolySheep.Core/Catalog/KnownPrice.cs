using System;

namespace HolySheep.Catalog;

/// <summary>A price and its source.</summary>
/// <param name="Price">The price.</param>
/// <param name="Source">Where it was read: an address or a file; null if unknown.</param>
/// <param name="Date">The day it was read, as yyyy-MM-dd; null if unknown.</param>
public sealed record KnownPrice(ModelPrice Price, string? Source, string? Date)
{
    /// <summary>The price at a time; null if it is not known.</summary>
    internal KnownPrice? On(DateTimeOffset time) => Price.On(time) is { } price ? this with { Price = price } : null;
}
