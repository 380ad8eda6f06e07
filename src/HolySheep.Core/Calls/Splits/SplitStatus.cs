using System.Collections.Generic;
using HolySheep.Configuration.Options;

namespace HolySheep.Calls.Splits;

/// <summary>A split and how its sides have fared since it was set.</summary>
/// <param name="Options">The split.</param>
/// <param name="Old">The old side.</param>
/// <param name="Members">The members, in their order.</param>
/// <param name="Shadow">The shadow; null where there is none.</param>
public sealed record SplitStatus(SplitOptions Options, SplitSide Old, IReadOnlyList<SplitSide> Members, SplitSide? Shadow);
