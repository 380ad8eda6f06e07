using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Csv.Agreement;

/// <summary>What a sample says of the cheap model.</summary>
internal sealed class AgreementCounts
{
    private int _referenced;
    private decimal? _referenceCost = 0m;
    private readonly Dictionary<string, ClassCount> _classes = new(StringComparer.Ordinal);

    /// <summary>What an answer of the reference model costs in USD, on average; null if it is not known.</summary>
    public decimal? ReferencePrice => _referenced > 0 ? _referenceCost / _referenced : null;

    /// <summary>The sampled rows.</summary>
    public int Sampled { get; private set; }

    /// <summary>The rows to which the cheap model gave an answer that may stand.</summary>
    public int Answered => _classes.Values.Sum(count => count.Rows);

    /// <summary>Those of them to which the reference model gave another answer.</summary>
    public int Bad => _classes.Values.Sum(count => count.Bad);

    /// <summary>What the sample says of each answer of the cheap model.</summary>
    public IReadOnlyDictionary<string, ClassCount> Classes => _classes;

    /// <summary>Counts what an answer of the reference model cost in USD; null if its price is unknown.</summary>
    public void AddReference(decimal? cost)
    {
        _referenced++;
        _referenceCost += cost;
    }

    /// <summary>Counts a sampled row.</summary>
    /// <param name="cheap">The answer of the cheap model; null if it gave none.</param>
    /// <param name="reference">The answer of the reference model; null if it gave none.</param>
    public void Add(string? cheap, string? reference)
    {
        Sampled++;
        if (cheap is not null)
        {
            _classes.TryGetValue(cheap, out var count);
            _classes[cheap] = new ClassCount(count.Rows + 1, count.Bad + (cheap == reference ? 0 : 1));
        }
    }
}
