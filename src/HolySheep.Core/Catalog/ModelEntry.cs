using System.Collections.Generic;

namespace HolySheep.Catalog;

/// <summary>What is known of one model: data with a source, never a promise.</summary>
public sealed record ModelEntry
{
    /// <summary>The model id.</summary>
    public required string Id { get; init; }

    /// <summary>Other names to ask for the model by; the id is sent in their place.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What providers call the model, dated ids too: sent as they are, with the same facts.</summary>
    public IReadOnlyList<string> Spellings { get; init; } = [];

    /// <summary>Tokens of prompt and answer together; null where unknown.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>The most tokens of one answer; null where unknown.</summary>
    public int? MaxOutput { get; init; }

    /// <summary>Whether the model calls tools; null where unknown.</summary>
    public bool? Tools { get; init; }

    /// <summary>Whether the model takes images; null where unknown.</summary>
    public bool? Images { get; init; }

    /// <summary>Whether the model follows a JSON schema; null where unknown.</summary>
    public bool? JsonSchema { get; init; }

    /// <summary>The encoding that its tokens are counted with, <c>o200k_base</c> or <c>cl100k_base</c>; null where unknown.</summary>
    public string? Tokenizer { get; init; }

    /// <summary>True where the model reasons before its first text.</summary>
    public bool ReasonsFirst { get; init; }

    /// <summary>True where the token limit is sent as <c>max_completion_tokens</c>.</summary>
    public bool MaxCompletionTokens { get; init; }

    /// <summary>The price; null where unknown.</summary>
    public ModelPrice? Price { get; init; }

    /// <summary>The currency of the price.</summary>
    /// <value>Default: USD, the only one there is.</value>
    public string Currency { get; init; } = "USD";

    /// <summary>Where the figures come from.</summary>
    public string? Source { get; init; }

    /// <summary>The day the figures were read, as yyyy-MM-dd.</summary>
    public string? Date { get; init; }

    /// <summary>The day from which the price holds, as yyyy-MM-dd; null where unknown.</summary>
    public string? EffectiveFrom { get; init; }

    /// <summary>The id of the model that this entry's id is a provider's spelling of; null if it is a model of its own.</summary>
    internal string? SpellingOf { get; init; }

    /// <summary>True for what only an imported price map names: its price is known, but nobody offers it.</summary>
    internal bool PriceOnly { get; init; }
}
