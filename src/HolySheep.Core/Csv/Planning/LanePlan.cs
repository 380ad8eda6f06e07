using System;
using System.Collections.Generic;
using HolySheep.Chat;
using HolySheep.Csv.Lanes;
using HolySheep.Errors;
using HolySheep.Planning;

namespace HolySheep.Csv.Planning;

/// <summary>Calculates what a job would cost in each lane.</summary>
internal static class LanePlan
{
    // What every provider with a batch API promises or aims at.
    private static readonly TimeSpan TimeOfBatch = TimeSpan.FromHours(24);

    /// <param name="client">Knows the prices.</param>
    /// <param name="setup">The job.</param>
    /// <param name="asked">The tokens of each prompt that would be sent.</param>
    /// <param name="ranges">The expected lengths of answers.</param>
    /// <param name="first">What live calls of the first target cost.</param>
    /// <param name="timeAtLimits">The minimum time of live calls.</param>
    public static IReadOnlyList<CsvLaneCost> Of(HolySheepClient client, JobSetup setup, List<long> asked, OutputRanges ranges, CsvTargetCost first, TimeSpan? timeAtLimits)
    {
        var live = new CsvLaneCost { Lane = CsvLane.Live, Target = first.Target, CostLow = first.CostLow, CostHigh = first.CostHigh, Time = timeAtLimits };
        return FindBatches(setup) is { } target ? [live, OfBatch(client, setup.Request, target, asked, ranges.At(target, asked.Count))] : [live];
    }

    private static CsvLaneCost OfBatch(HolySheepClient client, ChatRequest request, RouteCandidate target, List<long> asked, OutputRange output) => new()
    {
        Lane = CsvLane.Batch,
        Target = target.Target,
        CostLow = JobPlanner.SumOf(asked, output.Low, usage => client.CostOf(target, usage with { IsBatch = true })),
        CostHigh = JobPlanner.SumOf(asked, output.High, usage => client.CostOf(target, usage with { IsBatch = true }, request)),
        Time = TimeOfBatch,
    };

    private static RouteCandidate? FindBatches(JobSetup setup)
    {
        try
        {
            return (setup.Desk ?? LaneRules.FindDesk(CsvLane.Auto, setup.Targets, setup.FindDesk))?.Target;
        }
        catch (HolySheepException)
        {
            // A plan needs no key.
            return null;
        }
    }
}
