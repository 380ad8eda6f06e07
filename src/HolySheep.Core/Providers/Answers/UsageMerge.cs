using HolySheep.Chat;

namespace HolySheep.Providers.Answers;

/// <summary>Joins token counts that a wire gives more than once, each time all of them.</summary>
internal static class UsageMerge
{
    /// <summary>The last counts win; members that they omit come from the earlier ones.</summary>
    public static ChatUsage? Of(ChatUsage? before, ChatUsage? now)
    {
        if (before is null || now is null)
        {
            return now ?? before;
        }

        now = now with { StatedCost = now.StatedCost ?? before.StatedCost, OtherCharge = now.OtherCharge ?? before.OtherCharge, IsFlex = now.IsFlex || before.IsFlex };
        var merged = now.PromptTokens > 0 ? now : now with { PromptTokens = before.PromptTokens, CachedTokens = before.CachedTokens, CacheWriteTokens = before.CacheWriteTokens, HourCacheWriteTokens = before.HourCacheWriteTokens };
        return now.CompletionTokens > 0 ? merged : merged with { CompletionTokens = before.CompletionTokens, ReasoningTokens = before.ReasoningTokens };
    }
}
