using HolySheep.Catalog;

namespace HolySheep.Spend.Pricing;

/// <summary>What texts would cost as prompts at one model.</summary>
public sealed record CostEstimate
{
    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The provider that would be asked first.</summary>
    public required string Provider { get; init; }

    /// <summary>How many prompts there are.</summary>
    public required long Items { get; init; }

    /// <summary>Tokens of all prompts.</summary>
    public required long PromptTokens { get; init; }

    /// <summary>True where the tokens are a rule of thumb, and no tokenizer of the model counted them.</summary>
    public required bool Estimated { get; init; }

    /// <summary>Tokens of all answers, as they are expected.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>What the prompts would cost in USD; null where the price is unknown.</summary>
    public decimal? InputCost { get; init; }

    /// <summary>What the answers would cost in USD; null where the price is unknown.</summary>
    public decimal? OutputCost { get; init; }

    /// <summary>What all would cost in USD; null where the price is unknown.</summary>
    public decimal? Cost => InputCost + OutputCost;

    /// <summary>Why the cost is null.</summary>
    public string? CostReason { get; init; }

    /// <summary>Tokens of prompt and answer together that the model takes; null where unknown.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>Prompts that do not fit the window with their answer; null where the window is unknown.</summary>
    public long? TooLong { get; init; }

    /// <summary>Whether every prompt fits with its answer; null where the window is unknown.</summary>
    public bool? Fits => TooLong is { } count ? count == 0 : null;

    /// <summary>The price, with its source and its date; null where unknown or where answers are free.</summary>
    public KnownPrice? Price { get; init; }
}
