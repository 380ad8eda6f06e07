using System;
using System.Collections.Generic;
using HolySheep.Planning.Strategies;

namespace HolySheep.Planning;

/// <summary>Turns a query into an ordered list of targets. Pure: the same input gives the same plan.</summary>
internal static class RoutePlanner
{
    private const int TargetsOnStack = 256;

    /// <summary>The plan if nothing is known about the targets.</summary>
    public static RoutePlan Plan(RouteQuery query, RouteTable table) => Plan(table.Line(query), query, default);

    /// <param name="line">The models of the request, from <see cref="RouteTable.Line(RouteQuery)"/>.</param>
    /// <param name="query">The caller's options.</param>
    /// <param name="facts">What is known now.</param>
    /// <param name="firstPlace">The place of the first of these models in the whole chain.</param>
    public static RoutePlan Plan(RouteModel[] line, RouteQuery query, in RouteFacts facts, int firstPlace = 0)
    {
        var total = 0;
        foreach (var model in line)
        {
            total += model.Count;
        }

        var plan = new RouteCandidate[total];
        var planned = 0;
        List<RouteExclusion>? excluded = null;
        var scratch = total <= TargetsOnStack ? stackalloc int[total] : new int[total];
        var begin = 0;
        for (var place = 0; place < line.Length; place++)
        {
            var targets = line[place].At(firstPlace + place);
            var known = facts.Targets.IsEmpty ? default : facts.Targets.Slice(begin, targets.Length);
            var eligible = 0;
            for (var index = 0; index < targets.Length; index++)
            {
                var fact = known.IsEmpty ? default : known[index];
                if ((RouteFilters.Find(targets[index], query, fact) ?? Repeated(targets[index], plan, planned)) is { } exclusion)
                {
                    (excluded ??= []).Add(exclusion);
                }
                else
                {
                    scratch[eligible++] = index;
                }
            }

            var view = new StrategyFacts
            {
                Targets = targets,
                Known = known,
                Turn = facts.Turns.IsEmpty ? 0 : facts.Turns[place],
                FirstDraw = facts.FirstDraw,
                SecondDraw = facts.SecondDraw,
                Prefix = query.Prefix,
            };
            planned = TargetOrder.Append(line[place].Order, scratch.Slice(0, eligible), view, plan, planned);
            begin += targets.Length;
        }

        return new RoutePlan(planned == total ? plan : new ArraySegment<RouteCandidate>(plan, 0, planned), (IReadOnlyList<RouteExclusion>?)excluded ?? []);
    }

    /// <summary>A target is tried once, at its first place.</summary>
    private static RouteExclusion? Repeated(RouteCandidate target, RouteCandidate[] plan, int planned)
    {
        for (var i = 0; i < planned; i++)
        {
            if (plan[i].IsSameAs(target))
            {
                return RouteFilters.Repeated(target);
            }
        }

        return null;
    }
}
