using System;
using System.Linq;
using HolySheep.Health;
using Xunit;

namespace HolySheep.Calls.Hedging;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void Before_20_answers_nothing_is_known()
    {
        var known = Enumerable.Range(0, 19).Aggregate(LatencyHistogram.Empty, (histogram, _) => histogram.Add(TimeSpan.FromSeconds(1)));
        Assert.Null(known.Percentile(0.95));
        Assert.NotNull(known.Add(TimeSpan.FromSeconds(1)).Percentile(0.95));
    }

    [Theory]
    [InlineData(0.5), InlineData(0.95)]
    public void A_percentile_is_at_most_a_quarter_above_the_exact_one(double share)
    {
        var known = Enumerable.Range(1, 200).Aggregate(LatencyHistogram.Empty, (histogram, number) => histogram.Add(TimeSpan.FromSeconds(number / 10d)));
        var exact = TimeSpan.FromSeconds(20 * share);
        Assert.InRange(known.Percentile(share)!.Value, exact, exact * 1.25);
    }

    [Fact]
    public void New_measurements_outweigh_old_ones()
    {
        var slow = Enumerable.Range(0, 2_000).Aggregate(LatencyHistogram.Empty, (histogram, _) => histogram.Add(TimeSpan.FromSeconds(10)));
        var recovered = Enumerable.Range(0, 3_000).Aggregate(slow, (histogram, _) => histogram.Add(TimeSpan.FromSeconds(1)));
        Assert.InRange(recovered.Percentile(0.95)!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.25));
    }

    [Fact]
    public void A_histogram_is_read_as_it_was_written()
    {
        var known = Enumerable.Range(1, 100).Aggregate(LatencyHistogram.Empty, (histogram, number) => histogram.Add(TimeSpan.FromMilliseconds(number * number)));
        Assert.Equal(known.ToString(), LatencyHistogram.Parse(known.ToString()).ToString());
        Assert.Equal("", LatencyHistogram.Parse("x 1 2:3:4 -1:5 999:1 5:-1").ToString());
    }
}
