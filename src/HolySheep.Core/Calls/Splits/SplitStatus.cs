using System.Collections.Generic;
using HolySheep.Configuration.Options;

namespace HolySheep.Calls.Splits;

/// <summary>A split with the statistics of its sides since it was set.</summary>
/// <param name="Options">The split.</param>
/// <param name="Old">The old side.</param>
/// <param name="Members">The members, in their order.</param>
/// <param name="Shadow">The shadow; null if there is none.</param>
public sealed record SplitStatus(SplitOptions Options, SplitSide Old, IReadOnlyList<SplitSide> Members, SplitSide? Shadow);
