namespace HolySheep.Chat;

/// <summary>The tokens of one answer.</summary>
public sealed record ChatUsage
{
    /// <summary>The tokens of the prompt, including those read from and written to the cache.</summary>
    public long PromptTokens { get; init; }

    /// <summary>Prompt tokens that the provider took from its cache.</summary>
    public long CachedTokens { get; init; }

    /// <summary>Prompt tokens that the provider wrote to its cache.</summary>
    public long CacheWriteTokens { get; init; }

    /// <summary>Those of <see cref="CacheWriteTokens"/> that stay in the cache for an hour, which costs more.</summary>
    public long HourCacheWriteTokens { get; init; }

    /// <summary>The tokens of the answer, including reasoning tokens.</summary>
    public long CompletionTokens { get; init; }

    /// <summary>Answer tokens that were spent on reasoning.</summary>
    public long ReasoningTokens { get; init; }

    /// <summary>The sum of prompt and answer.</summary>
    public long TotalTokens => PromptTokens + CompletionTokens;

    /// <summary>The cost of the answer in USD that the provider itself states; null if it states none.</summary>
    public decimal? StatedCost { get; init; }

    /// <summary>What the provider bills beside these tokens, or at another price than theirs, for example its own tools or a faster tier; null if nothing is known of it. The cost is then unknown, unless the provider states it.</summary>
    public string? OtherCharge { get; init; }

    /// <summary>True if the answer came in the flexible tier of service, which has its own price.</summary>
    public bool IsFlex { get; init; }

    /// <summary>True if the answer came from a batch, which has its own price.</summary>
    public bool IsBatch { get; init; }

    /// <summary>True if the provider sent no usage and these are estimates.</summary>
    public bool Estimated { get; init; }
}
