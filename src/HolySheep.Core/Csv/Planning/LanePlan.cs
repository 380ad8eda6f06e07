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
    /// <param name="timeAtLimits">The minimum time of live calls.</param>
    public static IReadOnlyList<CsvLaneCost> Of(HolySheepClient client, JobSetup setup, List<long> asked, OutputRanges ranges, TimeSpan? timeAtLimits)
    {
        var live = CostIn(CsvLane.Live, setup.Targets[0], timeAtLimits, usage => usage);
        return FindBatches(setup) is { } target ? [live, CostIn(CsvLane.Batch, target, TimeOfBatch, usage => usage with { IsBatch = true })] : [live];

        CsvLaneCost CostIn(CsvLane lane, RouteCandidate target, TimeSpan? time, Func<ChatUsage, ChatUsage> priced) => new()
        {
            Lane = lane,
            Target = target.Target,
            CostLow = JobPlanner.SumOf(asked, ranges.At(target, asked.Count).Low, usage => client.CostOf(target, priced(usage))),
            CostHigh = JobPlanner.SumOf(asked, ranges.At(target, asked.Count).High, usage => client.CostOf(target, priced(usage), setup.Request)),
            Time = time,
        };
    }

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
