using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Architecture.Tests.Reading;
using Mono.Cecil;

namespace HolySheep.Architecture.Tests.Rules;

/// <summary>Areas that use each other in a circle.</summary>
internal static class CycleRules
{
    /// <summary>Each use that lies on a circle of areas, with the types at its ends.</summary>
    public static IReadOnlyList<string> Cycles(ModuleDefinition module, string root)
    {
        var uses = UseReader.Read(module)
            .Select(use => (From: Areas.Of(use.FromNamespace, root), To: Areas.Of(use.ToNamespace, root), Use: use))
            .Where(use => use is { From: not null, To: not null } && use.From != use.To)
            .ToList();
        var edges = uses.ToLookup(use => use.From!, use => use.To!);
        return [.. uses.Where(use => Reaches(edges, use.To!, use.From!)).Select(use => $"{use.From} and {use.To} use each other: {use.Use}").Distinct().Order(StringComparer.Ordinal)];
    }

    private static bool Reaches(ILookup<string, string> edges, string start, string goal)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>([start]);
        while (open.TryPop(out var area))
        {
            if (area == goal)
            {
                return true;
            }

            if (seen.Add(area))
            {
                foreach (var next in edges[area])
                {
                    open.Push(next);
                }
            }
        }

        return false;
    }
}
