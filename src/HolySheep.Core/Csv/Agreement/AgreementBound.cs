using System;

namespace HolySheep.Csv.Agreement;

/// <summary>An exact upper bound from a sample of a finite file: Clopper and Pearson's, for draws without replacement (hypergeometric). [Clopper and Pearson 1934; Wright 1991, Exact confidence bounds when sampling from small finite universes]</summary>
internal static class AgreementBound
{
    /// <summary>The most rows of a file that can be bad, given a random sample of it. The true number is above it with a probability of at most <paramref name="doubt"/>.</summary>
    /// <param name="rows">The rows of the file.</param>
    /// <param name="sampled">The rows of the sample.</param>
    /// <param name="bad">The bad ones among them.</param>
    /// <param name="doubt">The probability, above 0.</param>
    public static long MostBad(long rows, long sampled, long bad, double doubt)
    {
        // The more rows are bad, the less likely is a sample with so few: the last number that is likely enough is searched.
        long low = bad, high = rows - (sampled - bad);
        while (low < high)
        {
            var middle = low + ((high - low + 1) / 2);
            if (AtMost(rows, middle, sampled, bad) > doubt)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }

    /// <summary>The probability that a sample has at most so many bad rows.</summary>
    private static double AtMost(long rows, long badRows, long sampled, long bad)
    {
        var all = Choose(rows, sampled);
        var sum = 0.0;
        for (var found = Math.Max(0, sampled - (rows - badRows)); found <= Math.Min(bad, badRows); found++)
        {
            sum += Math.Exp(Choose(badRows, found) + Choose(rows - badRows, sampled - found) - all);
        }

        return sum;
    }

    private static double Choose(long n, long k) => LogFactorials.Of(n) - LogFactorials.Of(k) - LogFactorials.Of(n - k);
}
