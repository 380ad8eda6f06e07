using System;
using System.Linq;
using Xunit;

namespace HolySheep.Csv.Running;

public class AdaptiveLimitTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_concurrency_starts_full_halves_at_most_once_a_second_and_stays_at_least_one()
    {
        var limit = new AdaptiveLimit(16);
        Assert.Equal(16, limit.Current);
        limit.Throttled(Start);
        limit.Throttled(Start.AddSeconds(0.9));
        Assert.Equal(8, limit.Current);
        foreach (var second in Enumerable.Range(1, 6))
        {
            limit.Throttled(Start.AddSeconds(second));
        }

        Assert.Equal(1, limit.Current);
    }

    [Fact]
    public void The_concurrency_grows_by_one_with_every_round_of_answers_up_to_the_full_limit()
    {
        var limit = new AdaptiveLimit(4);
        limit.Throttled(Start);
        Assert.Equal([2, 3, 3, 3, 4, 4, 4], Enumerable.Range(0, 7).Select(_ =>
        {
            limit.Answered();
            return limit.Current;
        }));
    }
}
