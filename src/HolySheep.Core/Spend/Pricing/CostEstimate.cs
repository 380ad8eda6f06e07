using HolySheep.Catalog;

namespace HolySheep.Spend.Pricing;

/// <summary>The estimated cost of texts as prompts at one model.</summary>
public sealed record CostEstimate
{
    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The provider that would be asked first.</summary>
    public required string Provider { get; init; }

    /// <summary>The number of prompts.</summary>
    public required long Items { get; init; }

    /// <summary>The tokens of all prompts.</summary>
    public required long PromptTokens { get; init; }

    /// <summary>True if the tokens are estimated by a rule of thumb and not counted by the model's tokenizer.</summary>
    public required bool Estimated { get; init; }

    /// <summary>The expected tokens of all answers.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>The cost of the prompts in USD; null if the price is unknown.</summary>
    public decimal? InputCost { get; init; }

    /// <summary>The cost of the answers in USD; null if the price is unknown.</summary>
    public decimal? OutputCost { get; init; }

    /// <summary>The total cost in USD; null if the price is unknown.</summary>
    public decimal? Cost => InputCost + OutputCost;

    /// <summary>Why the cost is null.</summary>
    public string? CostReason { get; init; }

    /// <summary>The context window in tokens, for prompt and answer together; null if unknown.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>The number of prompts that do not fit the window with their answer; null if the window is unknown.</summary>
    public long? TooLong { get; init; }

    /// <summary>Whether every prompt fits with its answer; null if the window is unknown.</summary>
    public bool? Fits => TooLong is { } count ? count == 0 : null;

    /// <summary>The price, with its source and date; null if it is unknown or answers are free.</summary>
    public KnownPrice? Price { get; init; }
}
