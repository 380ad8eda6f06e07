using System.Collections.Generic;

namespace HolySheep.Catalog;

/// <summary>One model as a person sees it in a list.</summary>
public sealed record ModelInfo
{
    /// <summary>The model id.</summary>
    public required string Id { get; init; }

    /// <summary>The provider that serves it.</summary>
    public required string Provider { get; init; }

    /// <summary>True where the provider listed it just now, false where it did not, null where it was not asked.</summary>
    public bool? Available { get; init; }

    /// <summary>Tokens of prompt and answer together; null where unknown.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>The most tokens of one answer; null where unknown.</summary>
    public int? MaxOutput { get; init; }

    /// <summary>The price in USD per million tokens; null where unknown.</summary>
    public ModelPrice? Price { get; init; }

    /// <summary>Where the price was read: an address or a file; null where nobody said.</summary>
    public string? PriceSource { get; init; }

    /// <summary>The day the price was read, as yyyy-MM-dd; null where nobody said.</summary>
    public string? PriceDate { get; init; }

    /// <summary>The models that are tried after it.</summary>
    public IReadOnlyList<string> Fallback { get; init; } = [];

    /// <summary>The configured targets that answer for it, in order; empty if none are configured.</summary>
    public IReadOnlyList<ModelTarget> Targets { get; init; } = [];

    /// <summary>How its targets are ordered, as the configuration spells it; null if nothing is configured for it.</summary>
    public string? Strategy { get; init; }

    /// <summary>Other spellings of the id.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];
}
