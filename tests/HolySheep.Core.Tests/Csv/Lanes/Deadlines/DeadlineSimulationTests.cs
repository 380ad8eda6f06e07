using System;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Csv.Lanes.Deadlines;

/// <summary>Simulated nights in the lane auto: no job costs more than its limit, and none is late if live calls could have been in time. Seeded.</summary>
public sealed class DeadlineSimulationTests
{
    private const int Nights = 40;

    public static TheoryData<NightPace> Paces => [.. Enum.GetValues<NightPace>()];

    [Theory]
    [MemberData(nameof(Paces))]
    public async Task No_night_costs_more_than_its_limit_or_is_late_by_its_own_fault(NightPace pace)
    {
        for (var seed = 0; seed < Endurance.Rounds(Nights); seed++)
        {
            await using var night = new SimulatedNight(pace, seed);

            var summary = await night.RunAsync();

            var isWhole = summary is { Failed: 0, Remaining: 0, ExitCode: 0 };
            Assert.True(night.Spent + night.Reserved <= (night.MaxCost ?? decimal.MaxValue), $"seed {seed}: {night}");
            Assert.Equal(night.Spent, summary.Cost - summary.EstimatedCost);
            Assert.True(summary.Deadline!.IsKept == (isWhole && night.Now <= night.Deadline), $"seed {seed}: {night}, {summary.StopReason}");
            if (night.CouldBeLive && summary.StopReason != CsvStopReason.MaxCost)
            {
                Assert.True(isWhole && summary.Deadline.IsKept, $"seed {seed}: {night}, {summary.StopReason} {summary.Message}");
                Assert.All(night.Answers, (answer, row) => Assert.True(answer == "live" || answer == $"answer to Say text {row + 1}", answer));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Paces))]
    public async Task A_night_that_is_interrupted_loses_no_answer_and_its_column_of_costs_is_what_was_paid(NightPace pace)
    {
        for (var seed = 0; seed < Endurance.Rounds(Nights); seed++)
        {
            await using var night = new SimulatedNight(pace, seed);
            if (!await night.KillAsync())
            {
                continue;
            }

            var before = night.Spent;
            var summary = await night.RunAsync();

            var isWhole = summary is { Failed: 0, Remaining: 0, ExitCode: 0 };
            Assert.True(night.Spent - before + night.Reserved <= (night.MaxCost ?? decimal.MaxValue), $"seed {seed}: {night}");
            if (night.CouldBeLive && summary.StopReason != CsvStopReason.MaxCost)
            {
                Assert.True(isWhole && summary.Deadline!.IsKept, $"seed {seed}: {night}, {summary.StopReason} {summary.Message}");
            }

            if (isWhole)
            {
                // What is still in a batch that has not ended is booked by the next run.
                Assert.True(night.Spent == night.Column, $"seed {seed}: {night}, {night.Column}");
            }
        }
    }
}
