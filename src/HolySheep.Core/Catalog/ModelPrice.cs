using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Catalog;

/// <summary>The price of a model's tokens, in USD per million.</summary>
/// <param name="Input">The price of prompt tokens.</param>
/// <param name="Output">The price of answer tokens.</param>
/// <param name="CachedInput">The price of prompt tokens from the cache; null means <paramref name="Input"/>.</param>
public sealed record ModelPrice(decimal Input, decimal Output, decimal? CachedInput = null)
{
    /// <summary>The price of prompt tokens that are written to the cache; null means <see cref="Input"/>.</summary>
    public decimal? CacheWrite { get; init; }

    /// <summary>The price of reasoning tokens; null means <see cref="Output"/>.</summary>
    public decimal? Reasoning { get; init; }

    /// <summary>The prices for long prompts, in ascending order of length: the highest step that a prompt exceeds applies. Empty if the length makes no difference.</summary>
    public IReadOnlyList<LongContextPrice> LongContext { get; init; } = [];

    /// <summary>True if more than tokens is charged, such as a fee per request or image; the cost of a call is then unknown.</summary>
    public bool OtherCharges { get; init; }

    /// <summary>Whether two prices are equal for every token.</summary>
    public bool Equals(ModelPrice? other) => other is not null
        && (Input, Output, CachedInput, CacheWrite, Reasoning, OtherCharges) == (other.Input, other.Output, other.CachedInput, other.CacheWrite, other.Reasoning, other.OtherCharges)
        && LongContext.SequenceEqual(other.LongContext);

    /// <inheritdoc/>
    public override int GetHashCode() => (Input, Output, CachedInput, CacheWrite, Reasoning, LongContext.Count).GetHashCode();
}
