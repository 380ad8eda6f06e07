using System.Threading.Tasks;
using HolySheep.Planning.Splits;

namespace HolySheep.State;

/// <summary>Stores the statistics of the sides of splits. Thread-safe.</summary>
internal interface ISplitStore
{
    /// <summary>The statistics of a side; <see cref="SplitStatistics.None"/> if there are none. Never waits for another machine.</summary>
    SplitStatistics Get(string model, string side);

    /// <summary>Applies a change to the statistics of a side in one step among all processes, so that no other change is lost.</summary>
    /// <param name="model">The model that is split.</param>
    /// <param name="side">The side.</param>
    /// <param name="change">The change; it may be applied more than once, and the last result counts.</param>
    ValueTask<SplitOutcome> ChangeAsync(string model, string side, SplitChange change);
}
