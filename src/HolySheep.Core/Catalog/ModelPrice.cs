namespace HolySheep.Catalog;

/// <summary>What a model's tokens cost, in USD per million.</summary>
/// <param name="Input">Prompt tokens.</param>
/// <param name="Output">Answer tokens.</param>
/// <param name="CachedInput">Prompt tokens from the cache; null means they cost what <paramref name="Input"/> says.</param>
public sealed record ModelPrice(decimal Input, decimal Output, decimal? CachedInput = null);
