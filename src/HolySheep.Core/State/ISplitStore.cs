using System;
using HolySheep.Planning.Splits;

namespace HolySheep.State;

/// <summary>Keeps how the sides of splits fare; safe for many threads at once.</summary>
internal interface ISplitStore
{
    /// <summary>The statistics of a side; <see cref="SplitStatistics.None"/> where nothing is known.</summary>
    SplitStatistics Get(string model, string side);

    /// <summary>Changes the statistics of a side as one step: nobody else's change is lost.</summary>
    /// <param name="model">The model that is split.</param>
    /// <param name="side">The side.</param>
    /// <param name="change">Makes the next statistics of the last; may run more than once.</param>
    /// <returns>The statistics that are kept now.</returns>
    SplitStatistics Update(string model, string side, Func<SplitStatistics, SplitStatistics> change);
}
