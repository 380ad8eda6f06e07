using System.Threading.Tasks;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Csv.Lanes;

/// <summary>CSV jobs in the cheaper, slower tier of service.</summary>
public sealed class FlexLaneTests
{
    [Theory, InlineData(CsvLane.Flex), InlineData(CsvLane.Live)]
    public async Task Only_rows_of_the_lane_flex_ask_for_the_flexible_tier_and_their_answers_count_in_the_lane_live_too(CsvLane lane)
    {
        await using var stage = Stage.Alone(System.TimeProvider.System);
        using var folder = new JobFolder().WithRows(5);

        var summary = await folder.RunAsync(stage, options => options with { Lane = lane });

        Assert.Equal((5, lane), (summary.Succeeded, summary.Lane));
        Assert.All(stage.One.Requests, request => Assert.Equal(lane == CsvLane.Flex, request.Json!.Value.TryGetProperty("service_tier", out var tier) && tier.GetString() == "flex"));
        Assert.Equal(5, (await folder.RunAsync(stage, options => options with { Lane = CsvLane.Live })).Reused);
        Assert.Equal(5, stage.One.Requests.Count);
    }
}
