using HolySheep.Spend.Pricing;

namespace HolySheep.Spend.Usage;

/// <summary>The usage of one provider, model, job, machine and set of tags in an hour or a quarter of an hour; amounts are in <see cref="UsdAmount"/>'s units.</summary>
internal readonly record struct UsageCell(
    UsageKey Key,
    long Calls,
    long Attempts,
    long Answered,
    long Failed,
    long Fallbacks,
    long PromptTokens,
    long CachedTokens,
    long CacheWriteTokens,
    long HourCacheWriteTokens,
    long CompletionTokens,
    long ReasoningTokens,
    long Cost,
    long EstimatedCost,
    long Unpriced,
    long Reused = 0,
    long SavedByReuse = 0,
    long ComparedCost = 0);
