namespace HolySheep.Catalog.Spellings;

/// <summary>What a provider's name for a model says of its price there.</summary>
internal enum SpelledPrice
{
    /// <summary>The model's price.</summary>
    Same,

    /// <summary>The model's price with its surcharge for calls that stay in one region.</summary>
    Regional,

    /// <summary>The model's price if there is no such surcharge: the name does not tell the region.</summary>
    RegionUnknown,

    /// <summary>A price of the host's own.</summary>
    OfHost,
}
