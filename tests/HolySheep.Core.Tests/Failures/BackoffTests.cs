using System;
using System.Linq;
using Xunit;

namespace HolySheep.Failures;

public sealed class BackoffTests
{
    [Theory]
    [InlineData(0, 0.5), InlineData(1, 1), InlineData(2, 2), InlineData(3, 4), InlineData(4, 8), InlineData(5, 8), InlineData(60, 8), InlineData(5000, 8)]
    public void Full_jitter_stays_between_nothing_and_a_ceiling_that_doubles_to_8_s(int retry, double ceiling)
    {
        var random = new Random(20260101);
        var waits = Enumerable.Range(0, 2000).Select(_ => Backoff.Exponential(retry, random.NextDouble()).TotalSeconds).ToList();
        Assert.All(waits, wait => Assert.InRange(wait, 0, ceiling));
        Assert.InRange(waits.Average(), ceiling * 0.45, ceiling * 0.55);
        Assert.Equal(0, Backoff.Exponential(retry, 0).TotalSeconds);
    }

    [Fact]
    public void The_short_jitter_is_at_most_a_quarter_of_a_second()
    {
        var random = new Random(20260101);
        Assert.All(Enumerable.Range(0, 2000), _ => Assert.InRange(Backoff.Short(random.NextDouble()).TotalSeconds, 0, 0.25));
    }
}
