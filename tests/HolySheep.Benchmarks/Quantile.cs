using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Benchmarks;

internal static class Quantile
{
    /// <summary>The sample that a share of all samples is smaller than.</summary>
    /// <param name="samples">The samples, in any order.</param>
    /// <param name="share">From 0 up to 1; 0.5 is the median.</param>
    public static double Of(IReadOnlyCollection<double> samples, double share) => samples.Order().ElementAt((int)(samples.Count * share));
}
