using System.Collections.Generic;
using System.Linq;

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

    /// <summary>What requests with a long prompt cost instead, by rising length: the highest step that a prompt passes holds. Empty if length makes no difference.</summary>
    public IReadOnlyList<LongContextPrice> LongContext { get; init; } = [];

    /// <summary>True if more than tokens is charged, such as a fee for each request or image: what a call costs is then unknown.</summary>
    public bool OtherCharges { get; init; }

    /// <summary>Whether both say the same of every token.</summary>
    public bool Equals(ModelPrice? other) => other is not null
        && (Input, Output, CachedInput, CacheWrite, Reasoning, OtherCharges) == (other.Input, other.Output, other.CachedInput, other.CacheWrite, other.Reasoning, other.OtherCharges)
        && LongContext.SequenceEqual(other.LongContext);

    /// <inheritdoc/>
    public override int GetHashCode() => (Input, Output, CachedInput, CacheWrite, Reasoning, LongContext.Count).GetHashCode();
}
