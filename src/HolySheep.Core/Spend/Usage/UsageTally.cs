using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Spend.Usage;

/// <summary>Groups the attempts of a range into cells, one attempt at a time, so that a reader need not keep them.</summary>
internal sealed class UsageTally(UsageRange range)
{
    private readonly Dictionary<(long Bucket, string Provider, string Model, string Job, string Tags), UsageSum> _sums = [];

    /// <summary>Adds an attempt.</summary>
    /// <param name="bucket">Its quarter of an hour.</param>
    /// <param name="provider">Its provider.</param>
    /// <param name="model">The model id that was sent.</param>
    /// <param name="job">Its job; empty if it has none.</param>
    /// <param name="tags">Its tags as one text.</param>
    /// <param name="attempt">What is counted of it.</param>
    public void Add(long bucket, string provider, string model, string job, string tags, in UsageAttempt attempt)
    {
        var key = (range.CellOf(bucket), provider, model, job, tags);
        if (!_sums.TryGetValue(key, out var sum))
        {
            _sums.Add(key, sum = new UsageSum(range.CompareTo));
        }

        sum.Add(attempt);
    }

    /// <summary>The cells of what was added.</summary>
    public IReadOnlyList<UsageCell> ToCells() => _sums.Select(static entry => entry.Value.ToCell(entry.Key)).ToList();
}
