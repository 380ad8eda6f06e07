namespace HolySheep.Catalog;

/// <summary>What all tokens of a request with a long prompt cost, in USD per million.</summary>
/// <param name="From">A prompt of more tokens than this is a long one.</param>
/// <param name="Input">Prompt tokens.</param>
/// <param name="Output">Answer tokens.</param>
/// <param name="CachedInput">Prompt tokens from the cache; null means they cost what <paramref name="Input"/> says.</param>
public sealed record LongContextPrice(int From, decimal Input, decimal Output, decimal? CachedInput = null)
{
    /// <summary>Prompt tokens that are written to the cache; null means they cost what <see cref="Input"/> says.</summary>
    public decimal? CacheWrite { get; init; }

    /// <summary>Answer tokens spent on reasoning; null means they cost what <see cref="Output"/> says.</summary>
    public decimal? Reasoning { get; init; }
}
