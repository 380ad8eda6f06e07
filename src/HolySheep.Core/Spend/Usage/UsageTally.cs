using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Spend.Usage;

/// <summary>Groups the attempts of a range into cells, one attempt at a time, so that a reader need not keep them.</summary>
internal sealed class UsageTally(UsageRange range)
{
    private readonly Dictionary<UsageKey, UsageSum> _sums = [];

    /// <summary>Adds an attempt.</summary>
    /// <param name="key">What it has in common with others, with its own quarter of an hour.</param>
    /// <param name="attempt">What is counted of it.</param>
    public void Add(UsageKey key, in UsageAttempt attempt)
    {
        key = key with { Bucket = range.CellOf(key.Bucket) };
        if (!_sums.TryGetValue(key, out var sum))
        {
            _sums.Add(key, sum = new UsageSum(range.CompareTo));
        }

        sum.Add(attempt);
    }

    /// <summary>The cells of what was added.</summary>
    public IReadOnlyList<UsageCell> ToCells() => _sums.Select(static entry => entry.Value.ToCell(entry.Key)).ToList();
}
