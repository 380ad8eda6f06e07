namespace HolySheep.Catalog.Spellings;

/// <summary>The id of a model that a provider's name for it contains.</summary>
/// <param name="Id">The id.</param>
/// <param name="Price">What the name says of the price.</param>
internal sealed record SpelledId(string Id, SpelledPrice Price);
