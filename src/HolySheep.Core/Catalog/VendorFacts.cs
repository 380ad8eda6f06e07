namespace HolySheep.Catalog;

/// <summary>What differs about a model at the providers of one vendor.</summary>
/// <param name="Vendor">The vendor, as presets name it.</param>
/// <param name="Source">The source of the figures.</param>
/// <param name="Date">The day the figures were read, as yyyy-MM-dd.</param>
public sealed record VendorFacts(string Vendor, string Source, string Date)
{
    /// <summary>The context window in tokens; null if it does not differ.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>The maximum tokens of one answer; null if it does not differ.</summary>
    public int? MaxOutput { get; init; }

    /// <summary>The price; null if it does not differ.</summary>
    public ModelPrice? Price { get; init; }
}
