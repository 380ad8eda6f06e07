using System.Linq;
using HolySheep.Catalog;
using HolySheep.Spend.Ledger;
using Xunit;

namespace HolySheep.Csv.Planning;

/// <summary>The expected length of a job's answers.</summary>
public sealed class OutputRangeTests
{
    [Theory]
    [InlineData(100, 1), InlineData(100, 10_000), InlineData(200, 3)]
    public void Lengths_that_differ_widely_give_a_range_of_at_most_three_times(int past, int rows)
    {
        var lengths = AnswerLengths.Of([.. Enumerable.Range(0, past).Select(place => place % 20 == 0 ? 20_000L : 10)]);

        var range = OutputRange.Of(lengths, rows, null);

        Assert.InRange(lengths.Mean, range.Low, range.High);
        Assert.InRange((double)range.High / range.Low, 1, 3);
    }

    [Fact]
    public void Lengths_that_hardly_differ_give_a_narrow_range()
    {
        var range = OutputRange.Of(AnswerLengths.Of([.. Enumerable.Range(0, 200).Select(place => 100L + (place % 5))]), 1000, null);
        Assert.Equal(new OutputRange(101, 103), range);
    }

    [Fact]
    public void Fewer_than_a_hundred_answers_say_nothing()
    {
        var lengths = AnswerLengths.Of([.. Enumerable.Repeat(50L, 99)]);
        Assert.Equal(new OutputRange(1, TokenEstimate.UsualAnswer), OutputRange.Of(lengths, 10, null));
        Assert.Equal(new OutputRange(1, 30), OutputRange.Of(AnswerLengths.None, 10, 30));
    }

    [Theory]
    [InlineData(20, 20, 20), InlineData(52, 50, 50)]
    public void No_answer_is_longer_than_the_caller_allows(int most, long low, long high) =>
        Assert.Equal(new OutputRange(low, high), OutputRange.Of(AnswerLengths.Of([.. Enumerable.Repeat(50L, 100)]), 10, most));
}
