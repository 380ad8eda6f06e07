using System.Collections.Generic;
using System.Threading.Tasks;
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

    public ValueTask<SplitOutcome> ChangeAsync(string model, string side, SplitChange change)
    {
        lock (_gate)
        {
            var outcome = change.ApplyTo(Get(model, side));
            _sides[(model, side)] = outcome.Statistics;
            return new ValueTask<SplitOutcome>(outcome);
        }
    }

    /// <summary>Continues from statistics that were counted elsewhere.</summary>
    public void Continue(string model, string side, SplitStatistics statistics)
    {
        lock (_gate)
        {
            _sides[(model, side)] = statistics;
        }
    }
}
