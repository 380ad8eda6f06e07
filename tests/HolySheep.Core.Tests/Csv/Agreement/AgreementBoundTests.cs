using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace HolySheep.Csv.Agreement;

/// <summary>The exact bound on the bad rows of a file, compared with whole numbers.</summary>
public sealed class AgreementBoundTests
{
    [Theory]
    [InlineData(30, 10, 0.05), InlineData(40, 15, 0.01), InlineData(25, 25, 0.05), InlineData(60, 6, 0.2)]
    public void However_many_rows_are_bad_the_bound_is_below_their_number_in_at_most_the_share_of_the_doubt(int rows, int sampled, double doubt)
    {
        var bounds = Enumerable.Range(0, sampled + 1).Select(bad => AgreementBound.MostBad(rows, sampled, bad, doubt)).ToList();
        for (var truth = 0; truth <= rows; truth++)
        {
            var missed = Enumerable.Range(0, sampled + 1).Where(bad => bounds[bad] < truth).Sum(bad => Probability(rows, truth, sampled, bad));
            Assert.True(missed <= doubt + 1e-9, $"{truth} bad rows: missed with {missed}");
        }
    }

    [Theory]
    [InlineData(30, 10, 0.05), InlineData(40, 15, 0.01)]
    public void No_smaller_bound_holds(int rows, int sampled, double doubt)
    {
        for (var bad = 0; bad <= sampled; bad++)
        {
            var bound = (int)AgreementBound.MostBad(rows, sampled, bad, doubt);
            var likely = Enumerable.Range(0, bad + 1).Sum(found => Probability(rows, bound, sampled, found));
            Assert.True(likely > doubt, $"{bad} bad: {bound} has only {likely}");
        }
    }

    [Fact]
    public void The_whole_file_as_a_sample_leaves_no_doubt() => Assert.Equal(3, AgreementBound.MostBad(50, 50, 3, 0.05));

    [Fact]
    public void Logarithms_of_factorials_are_exact()
    {
        var sum = 0.0;
        for (var n = 1; n <= 5000; n++)
        {
            sum += Math.Log(n);
            Assert.Equal(sum, LogFactorials.Of(n), 1e-11 * Math.Max(1, sum));
        }
    }

    private static double Probability(int rows, int badRows, int sampled, int bad) =>
        (double)(Choose(badRows, bad) * Choose(rows - badRows, sampled - bad)) / (double)Choose(rows, sampled);

    private static BigInteger Choose(int n, int k) =>
        k < 0 || k > n ? BigInteger.Zero : Enumerable.Range(1, k).Aggregate(BigInteger.One, (product, step) => product * (n - k + step) / step);
}
