using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Pricing;

namespace HolySheep.Spend.Usage;

/// <summary>Sums the attempts of a cell.</summary>
/// <param name="compareTo">The price that costs are compared with; null means none.</param>
internal sealed class UsageSum(ModelPrice? compareTo)
{
    private long _calls;
    private long _attempts;
    private long _answered;
    private long _failed;
    private long _fallbacks;
    private long _promptTokens;
    private long _cachedTokens;
    private long _cacheWriteTokens;
    private long _hourCacheWriteTokens;
    private long _completionTokens;
    private long _reasoningTokens;
    private long _cost;
    private long _estimatedCost;
    private long _unpriced;
    private long _reused;
    private long _savedByReuse;
    private long _comparedCost;

    /// <summary>Adds an attempt.</summary>
    public void Add(in UsageAttempt attempt)
    {
        if (attempt.Role == AttemptRole.Reused)
        {
            // No provider was called.
            _reused += attempt.Reused;
            _savedByReuse = checked(_savedByReuse + attempt.SavedByReuse);
            return;
        }

        if (attempt.IsTakenBack)
        {
            return;
        }

        _calls += attempt.Number == 1 && attempt.Role != AttemptRole.Shadow ? 1 : 0;
        _attempts++;
        if (attempt.State == AttemptState.Settled)
        {
            // An attempt that was abandoned or is under way has not failed.
            _answered += attempt.Outcome == OutcomeKind.Answered ? 1 : 0;
            _failed += attempt.Outcome is OutcomeKind.Answered or OutcomeKind.Cancelled ? 0 : 1;
        }

        _fallbacks += attempt.IsFallback ? 1 : 0;
        _promptTokens += attempt.PromptTokens;
        _cachedTokens += attempt.CachedTokens;
        _cacheWriteTokens += attempt.CacheWriteTokens;
        _hourCacheWriteTokens += attempt.HourCacheWriteTokens;
        _completionTokens += attempt.CompletionTokens;
        _reasoningTokens += attempt.ReasoningTokens;
        if (attempt.Cost is not { } cost)
        {
            _unpriced += attempt.State == AttemptState.Started ? 0 : 1;
            return;
        }

        _cost = checked(_cost + cost);
        _estimatedCost += attempt.IsEstimated ? cost : 0;
        if (compareTo is not null)
        {
            // Attempt by attempt: only a long prompt has the price for long prompts, and an attempt of unknown cost saves nothing.
            _comparedCost = checked(_comparedCost + (UsdAmount.ToUnits(CallCost.Of(compareTo, UsageOf(attempt, writesCache: compareTo.CacheWrite is not null))) ?? 0));
        }
    }

    /// <param name="attempt">The attempt.</param>
    /// <param name="writesCache">False if the compared model has no price for cache writes: they are then plain tokens, so that savings are never overstated.</param>
    private static ChatUsage UsageOf(in UsageAttempt attempt, bool writesCache) => new()
    {
        PromptTokens = attempt.PromptTokens,
        CachedTokens = attempt.CachedTokens,
        CacheWriteTokens = writesCache ? attempt.CacheWriteTokens : 0,
        HourCacheWriteTokens = writesCache ? attempt.HourCacheWriteTokens : 0,
        CompletionTokens = attempt.CompletionTokens,
        ReasoningTokens = attempt.ReasoningTokens,
    };

    public UsageCell ToCell(in UsageKey key) => new(
        key, _calls, _attempts, _answered, _failed, _fallbacks,
        _promptTokens, _cachedTokens, _cacheWriteTokens, _hourCacheWriteTokens, _completionTokens, _reasoningTokens, _cost, _estimatedCost, _unpriced, _reused, _savedByReuse, _comparedCost);
}
