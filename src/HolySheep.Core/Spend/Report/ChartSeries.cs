using System.Collections.Generic;

namespace HolySheep.Spend.Report;

/// <summary>The values of a chart, one a day.</summary>
/// <param name="Kind">How its bars are filled: <c>full</c> or <c>striped</c>, which tells them apart without colour.</param>
/// <param name="Values">The values, from 0.</param>
/// <param name="Labels">What is said of each.</param>
internal sealed record ChartSeries(string Kind, IReadOnlyList<decimal> Values, IReadOnlyList<string> Labels);
