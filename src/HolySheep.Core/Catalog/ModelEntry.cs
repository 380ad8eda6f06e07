using System.Collections.Generic;

namespace HolySheep.Catalog;

/// <summary>What is known about one model: data with a source, never a promise.</summary>
public sealed record ModelEntry
{
    /// <summary>The model id.</summary>
    public required string Id { get; init; }

    /// <summary>Other names for the model; the id is sent instead of them.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Providers' names for the model, including dated ids; they are sent unchanged, with the same facts.</summary>
    public IReadOnlyList<string> Spellings { get; init; } = [];

    /// <summary>The context window in tokens, for prompt and answer together; null if unknown.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>The maximum tokens of one answer; null if unknown.</summary>
    public int? MaxOutput { get; init; }

    /// <summary>Whether the model calls tools; null if unknown.</summary>
    public bool? Tools { get; init; }

    /// <summary>Whether the model takes images; null if unknown.</summary>
    public bool? Images { get; init; }

    /// <summary>Whether the model follows a JSON schema; null if unknown.</summary>
    public bool? JsonSchema { get; init; }

    /// <summary>The encoding of its tokens, <c>o200k_base</c> or <c>cl100k_base</c>; null if unknown.</summary>
    public string? Tokenizer { get; init; }

    /// <summary>True if the model reasons before its first text.</summary>
    public bool ReasonsFirst { get; init; }

    /// <summary>True if the token limit is sent as <c>max_completion_tokens</c>.</summary>
    public bool MaxCompletionTokens { get; init; }

    /// <summary>True if its vendor serves it only through the Responses interface.</summary>
    public bool ResponsesOnly { get; init; }

    /// <summary>When its vendor stops serving it; null if no date is known.</summary>
    public ModelRetirement? Retires { get; init; }

    /// <summary>The price; null if unknown.</summary>
    public ModelPrice? Price { get; init; }

    /// <summary>The only vendors, as presets name them, whose providers charge the price, as for models that many hosts serve; empty means all providers.</summary>
    public IReadOnlyList<string> PricedAt { get; init; } = [];

    /// <summary>The factor on the price for calls that stay in one region of a cloud; null if there is none.</summary>
    public decimal? RegionalFactor { get; init; }

    /// <summary>What differs at the providers of a vendor.</summary>
    public IReadOnlyList<VendorFacts> At { get; init; } = [];

    /// <summary>The currency of the price.</summary>
    /// <value>Default: USD, the only one there is.</value>
    public string Currency { get; init; } = "USD";

    /// <summary>The source of the figures.</summary>
    public string? Source { get; init; }

    /// <summary>The day the figures were read, as yyyy-MM-dd.</summary>
    public string? Date { get; init; }

    /// <summary>The day from which the price applies, as yyyy-MM-dd; null if unknown.</summary>
    public string? EffectiveFrom { get; init; }

    /// <summary>The entry as it is at the providers of a vendor.</summary>
    /// <param name="vendor">The vendor; null if it is not known.</param>
    internal ModelEntry OfVendor(string? vendor)
    {
        for (var place = 0; place < At.Count; place++)
        {
            if (At[place] is var facts && facts.Vendor == vendor)
            {
                var known = this with { ContextWindow = facts.ContextWindow ?? ContextWindow, MaxOutput = facts.MaxOutput ?? MaxOutput };
                return facts.Price is null ? known : known with { Price = facts.Price, PricedAt = [], Source = facts.Source, Date = facts.Date, EffectiveFrom = null };
            }
        }

        return this;
    }

    /// <summary>The id of the model that this entry is a provider's spelling of; null if it is a model of its own.</summary>
    internal string? SpellingOf { get; init; }

    /// <summary>True if only an imported price map names the model: its price is known, but it is not offered.</summary>
    internal bool PriceOnly { get; init; }
}
