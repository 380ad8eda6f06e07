using System.Collections.Generic;

namespace HolySheep.Catalog;

/// <summary>One model in a list for people.</summary>
public sealed record ModelInfo
{
    /// <summary>The model id.</summary>
    public required string Id { get; init; }

    /// <summary>The provider that serves it.</summary>
    public required string Provider { get; init; }

    /// <summary>True if the provider listed it just now, false if it did not, null if it was not asked.</summary>
    public bool? Available { get; init; }

    /// <summary>The context window in tokens, for prompt and answer together; null if unknown.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>The maximum tokens of one answer; null if unknown.</summary>
    public int? MaxOutput { get; init; }

    /// <summary>Whether the model calls tools; null if unknown.</summary>
    public bool? Tools { get; init; }

    /// <summary>Whether the model takes images; null if unknown.</summary>
    public bool? Images { get; init; }

    /// <summary>Whether the model takes PDF files; null if unknown.</summary>
    public bool? Documents { get; init; }

    /// <summary>Whether the model follows a JSON schema; null if unknown.</summary>
    public bool? JsonSchema { get; init; }

    /// <summary>The reasoning efforts that the provider's list names, the lowest first; empty if it names none.</summary>
    public IReadOnlyList<string> Efforts { get; init; } = [];

    /// <summary>The price in USD per million tokens; null if unknown.</summary>
    public ModelPrice? Price { get; init; }

    /// <summary>Where the price was read: an address or a file; null if unknown.</summary>
    public string? PriceSource { get; init; }

    /// <summary>The day the price was read, as yyyy-MM-dd; null if unknown.</summary>
    public string? PriceDate { get; init; }

    /// <summary>The fallback models, in order.</summary>
    public IReadOnlyList<string> Fallback { get; init; } = [];

    /// <summary>The configured targets that answer for it, in order; empty if none are configured.</summary>
    public IReadOnlyList<ModelTarget> Targets { get; init; } = [];

    /// <summary>The strategy as the configuration spells it; null if the model is not configured.</summary>
    public string? Strategy { get; init; }

    /// <summary>Other spellings of the id.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];
}
