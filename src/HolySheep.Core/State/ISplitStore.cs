using System;
using HolySheep.Planning.Splits;

namespace HolySheep.State;

/// <summary>Stores the statistics of the sides of splits. Thread-safe.</summary>
internal interface ISplitStore
{
    /// <summary>The statistics of a side; <see cref="SplitStatistics.None"/> if there are none.</summary>
    SplitStatistics Get(string model, string side);

    /// <summary>Changes the statistics of a side in one step, so that no other change is lost.</summary>
    /// <param name="model">The model that is split.</param>
    /// <param name="side">The side.</param>
    /// <param name="change">Creates the new statistics from the last; may run more than once.</param>
    /// <returns>The new statistics.</returns>
    SplitStatistics Update(string model, string side, Func<SplitStatistics, SplitStatistics> change);
}
