using System.Collections.Generic;

namespace HolySheep.Spend.Report;

/// <summary>The values of a chart, one per day.</summary>
/// <param name="Kind">The fill of its bars: <c>full</c> or <c>striped</c>, which differ without color.</param>
/// <param name="Values">The values, 0 or more.</param>
/// <param name="Labels">The label of each value.</param>
internal sealed record ChartSeries(string Kind, IReadOnlyList<decimal> Values, IReadOnlyList<string> Labels);
