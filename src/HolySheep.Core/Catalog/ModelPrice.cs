using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace HolySheep.Catalog;

/// <summary>The price of a model's tokens, in USD per million.</summary>
/// <param name="Input">The price of prompt tokens.</param>
/// <param name="Output">The price of answer tokens.</param>
/// <param name="CachedInput">The price of prompt tokens from the cache; null means <paramref name="Input"/>.</param>
public sealed record ModelPrice(decimal Input, decimal Output, decimal? CachedInput = null)
{
    // Every vendor with a batch API takes this. [openai.com, anthropic.com, ai.google.dev, mistral.ai, learn.microsoft.com: prices of batches]
    internal const decimal UsualBatch = 0.5m;

    /// <summary>The price of prompt tokens that are written to the cache; null means 1.25 times <see cref="Input"/>.</summary>
    public decimal? CacheWrite { get; init; }

    /// <summary>The price of reasoning tokens; null means <see cref="Output"/>.</summary>
    public decimal? Reasoning { get; init; }

    /// <summary>The prices for long prompts, in ascending order of length: the highest step that a prompt exceeds applies. Empty if the length makes no difference.</summary>
    public IReadOnlyList<LongContextPrice> LongContext { get; init; } = [];

    /// <summary>The factor on all prices for answers from a batch; null means 0.5.</summary>
    public decimal? Batch { get; init; }

    internal decimal BatchFactor => Batch ?? UsualBatch;

    /// <summary>The factor on all prices for flexible answers; null if there are none or it is unknown.</summary>
    public decimal? Flex { get; init; }

    /// <summary>The last day of the price, as yyyy-MM-dd, in UTC; null if no end is announced.</summary>
    public string? Until { get; init; }

    /// <summary>The price after that day; null if it is not known.</summary>
    public ModelPrice? After { get; init; }

    /// <summary>True if more than tokens is charged, such as a fee per request or image; the cost of a call is then unknown.</summary>
    public bool OtherCharges { get; init; }

    /// <summary>The price at a time; null if it is not known.</summary>
    public ModelPrice? On(DateTimeOffset time) =>
        Until is null || string.CompareOrdinal(time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Until) <= 0 ? this : After?.On(time);

    /// <summary>The price in a lane; null if it is unknown.</summary>
    public ModelPrice? In(ServiceLane lane) => lane switch
    {
        ServiceLane.Standard => this,
        ServiceLane.Batch => Times(BatchFactor),
        ServiceLane.Flex => Flex is { } factor ? Times(factor) : null,
        _ => null,
    };

    /// <summary>The price with a factor on every part of it. Its lanes keep their own factors.</summary>
    public ModelPrice Times(decimal factor) => this with
    {
        Input = Input * factor,
        Output = Output * factor,
        CachedInput = CachedInput * factor,
        CacheWrite = CacheWrite * factor,
        Reasoning = Reasoning * factor,
        LongContext = [.. LongContext.Select(step => step.Times(factor))],
        After = After?.Times(factor),
    };

    /// <summary>Whether two prices are equal for every token.</summary>
    public bool Equals(ModelPrice? other) => other is not null
        && (Input, Output, CachedInput, CacheWrite, Reasoning, Batch, Flex, Until, After, OtherCharges) == (other.Input, other.Output, other.CachedInput, other.CacheWrite, other.Reasoning, other.Batch, other.Flex, other.Until, other.After, other.OtherCharges)
        && LongContext.SequenceEqual(other.LongContext);

    /// <inheritdoc/>
    public override int GetHashCode() => (Input, Output, CachedInput, CacheWrite, Reasoning, LongContext.Count).GetHashCode();
}
