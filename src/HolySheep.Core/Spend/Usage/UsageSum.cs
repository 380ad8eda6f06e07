using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Pricing;
using Microsoft.Data.Sqlite;

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
    private long _completionTokens;
    private long _reasoningTokens;
    private long _cost;
    private long _estimatedCost;
    private long _unpriced;
    private long _reused;
    private long _savedByReuse;
    private long _comparedCost;

    /// <summary>Adds a row, in the order of the reader's columns.</summary>
    public void Add(SqliteDataReader row)
    {
        var (role, state) = ((AttemptRole)row.GetInt64(6), (AttemptState)row.GetInt64(7));
        if (role == AttemptRole.Reused)
        {
            // No provider was called.
            _reused += row.GetInt64(17);
            _savedByReuse = checked(_savedByReuse + row.GetInt64(18));
            return;
        }

        _calls += row.GetInt64(5) == 1 && role != AttemptRole.Shadow ? 1 : 0;
        _attempts++;
        if (state == AttemptState.Settled)
        {
            // An attempt that was abandoned or is under way has not failed.
            var outcome = (OutcomeKind)row.GetInt64(8);
            _answered += outcome == OutcomeKind.Answered ? 1 : 0;
            _failed += outcome is OutcomeKind.Answered or OutcomeKind.Cancelled ? 0 : 1;
        }

        _fallbacks += row.GetInt64(9);
        _promptTokens += row.GetInt64(10);
        _cachedTokens += row.GetInt64(11);
        _cacheWriteTokens += row.GetInt64(12);
        _completionTokens += row.GetInt64(13);
        _reasoningTokens += row.GetInt64(14);
        if (row.IsDBNull(15))
        {
            _unpriced += state == AttemptState.Started ? 0 : 1;
            return;
        }

        var cost = row.GetInt64(15);
        _cost = checked(_cost + cost);
        _estimatedCost += row.GetInt64(16) != 0 ? cost : 0;
        if (compareTo is not null)
        {
            // Attempt by attempt: only a long prompt has the price for long prompts, and an attempt of unknown cost saves nothing.
            _comparedCost = checked(_comparedCost + (UsdAmount.ToUnits(CallCost.Of(compareTo, UsageOf(row))) ?? 0));
        }
    }

    private static ChatUsage UsageOf(SqliteDataReader row) => new()
    {
        PromptTokens = row.GetInt64(10),
        CachedTokens = row.GetInt64(11),
        CacheWriteTokens = row.GetInt64(12),
        CompletionTokens = row.GetInt64(13),
        ReasoningTokens = row.GetInt64(14),
    };

    public UsageCell ToCell((long Bucket, string Provider, string Model, string Job, string Tags) key) => new(
        key.Bucket, key.Provider, key.Model, key.Job, key.Tags, _calls, _attempts, _answered, _failed, _fallbacks,
        _promptTokens, _cachedTokens, _cacheWriteTokens, _completionTokens, _reasoningTokens, _cost, _estimatedCost, _unpriced, _reused, _savedByReuse, _comparedCost);
}
