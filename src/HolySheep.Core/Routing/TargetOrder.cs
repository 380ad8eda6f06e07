using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration;

namespace HolySheep.Routing;

/// <summary>Orders the targets of one model; one line a strategy.</summary>
internal static class TargetOrder
{
    /// <param name="targets">The targets in listed order.</param>
    /// <param name="strategy">The model's strategy.</param>
    /// <param name="turn">How many calls came before, for strategies that take turns.</param>
    public static IReadOnlyList<TargetOptions> Of(IReadOnlyList<TargetOptions> targets, TargetStrategy strategy, long turn) => strategy switch
    {
        TargetStrategy.RoundRobin => Rotate(targets, turn),
        _ => targets,
    };

    private static List<TargetOptions> Rotate(IReadOnlyList<TargetOptions> targets, long turn)
    {
        var start = (int)(turn % targets.Count);
        return targets.Skip(start).Concat(targets.Take(start)).ToList();
    }
}
