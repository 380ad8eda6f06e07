namespace HolySheep.Chat;

/// <summary>The tokens of one answer.</summary>
public sealed record ChatUsage
{
    /// <summary>Tokens of the prompt, those from the cache and those written to it included.</summary>
    public long PromptTokens { get; init; }

    /// <summary>Prompt tokens that the provider took from its cache.</summary>
    public long CachedTokens { get; init; }

    /// <summary>Prompt tokens that the provider wrote to its cache.</summary>
    public long CacheWriteTokens { get; init; }

    /// <summary>Tokens of the answer, the reasoning ones included.</summary>
    public long CompletionTokens { get; init; }

    /// <summary>Answer tokens that were spent on reasoning.</summary>
    public long ReasoningTokens { get; init; }

    /// <summary>Prompt and answer together.</summary>
    public long TotalTokens => PromptTokens + CompletionTokens;

    /// <summary>What the provider itself says that the answer cost, in USD; null if it says nothing.</summary>
    public decimal? StatedCost { get; init; }

    /// <summary>True where the provider sent no usage and these are estimates.</summary>
    public bool Estimated { get; init; }
}
