namespace HolySheep.Catalog;

/// <summary>What a model's tokens cost, in USD per million.</summary>
/// <param name="Input">Prompt tokens.</param>
/// <param name="Output">Answer tokens.</param>
/// <param name="CachedInput">Prompt tokens from the cache; null means they cost what <paramref name="Input"/> says.</param>
public sealed record ModelPrice(decimal Input, decimal Output, decimal? CachedInput = null)
{
    /// <summary>Prompt tokens that are written to the cache; null means they cost what <see cref="Input"/> says.</summary>
    public decimal? CacheWrite { get; init; }

    /// <summary>Answer tokens spent on reasoning; null means they cost what <see cref="Output"/> says.</summary>
    public decimal? Reasoning { get; init; }

    /// <summary>What requests with a long prompt cost instead; null where length makes no difference.</summary>
    public LongContextPrice? LongContext { get; init; }
}
