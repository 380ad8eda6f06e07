namespace HolySheep.Catalog;

/// <summary>The price of all tokens of a request with a long prompt, in USD per million.</summary>
/// <param name="From">The price applies to prompts with more tokens than this.</param>
/// <param name="Input">The price of prompt tokens.</param>
/// <param name="Output">The price of answer tokens.</param>
/// <param name="CachedInput">The price of prompt tokens from the cache; null means <paramref name="Input"/>.</param>
public sealed record LongContextPrice(int From, decimal Input, decimal Output, decimal? CachedInput = null)
{
    /// <summary>The price of prompt tokens that are written to the cache; null means 1.25 times <see cref="Input"/>.</summary>
    public decimal? CacheWrite { get; init; }

    /// <summary>The price of reasoning tokens; null means <see cref="Output"/>.</summary>
    public decimal? Reasoning { get; init; }

    /// <summary>The step with a factor on every price.</summary>
    public LongContextPrice Times(decimal factor) => this with
    {
        Input = Input * factor,
        Output = Output * factor,
        CachedInput = CachedInput * factor,
        CacheWrite = CacheWrite * factor,
        Reasoning = Reasoning * factor,
    };
}
