using HolySheep.Chat;

namespace HolySheep.PowerShell.Results;

/// <summary>The tokens of one answer.</summary>
public sealed class HolySheepChatUsage
{
    internal HolySheepChatUsage(ChatUsage usage)
    {
        PromptTokens = usage.PromptTokens;
        CachedTokens = usage.CachedTokens;
        CacheWriteTokens = usage.CacheWriteTokens;
        HourCacheWriteTokens = usage.HourCacheWriteTokens;
        CompletionTokens = usage.CompletionTokens;
        ReasoningTokens = usage.ReasoningTokens;
        TotalTokens = usage.TotalTokens;
        Estimated = usage.Estimated;
    }

    /// <summary>The tokens of the prompt, including those read from and written to the cache.</summary>
    public long PromptTokens { get; }

    /// <summary>Prompt tokens that the provider took from its cache.</summary>
    public long CachedTokens { get; }

    /// <summary>Prompt tokens that the provider wrote to its cache.</summary>
    public long CacheWriteTokens { get; }

    /// <summary>Those of the written tokens that stay in the cache for an hour, which costs more.</summary>
    public long HourCacheWriteTokens { get; }

    /// <summary>The tokens of the answer, including reasoning tokens.</summary>
    public long CompletionTokens { get; }

    /// <summary>Answer tokens that were spent on reasoning.</summary>
    public long ReasoningTokens { get; }

    /// <summary>The sum of prompt and answer.</summary>
    public long TotalTokens { get; }

    /// <summary>True if the provider sent no usage and these are estimates.</summary>
    public bool Estimated { get; }

    /// <summary>The sum and its parts, for display.</summary>
    public override string ToString() => $"{(Estimated ? "about " : "")}{TotalTokens} ({PromptTokens} + {CompletionTokens})";
}
