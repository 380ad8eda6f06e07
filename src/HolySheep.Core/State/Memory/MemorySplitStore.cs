using System;
using System.Collections.Generic;
using HolySheep.Planning.Splits;

namespace HolySheep.State.Memory;

/// <summary>Stores the statistics of splits in the process.</summary>
internal sealed class MemorySplitStore : ISplitStore
{
    private readonly object _gate = new();
    private readonly Dictionary<(string Model, string Side), SplitStatistics> _sides = [];

    public SplitStatistics Get(string model, string side)
    {
        lock (_gate)
        {
            return _sides.TryGetValue((model, side), out var statistics) ? statistics : SplitStatistics.None;
        }
    }

    public SplitStatistics Update(string model, string side, Func<SplitStatistics, SplitStatistics> change)
    {
        lock (_gate)
        {
            return _sides[(model, side)] = change(Get(model, side));
        }
    }
}
