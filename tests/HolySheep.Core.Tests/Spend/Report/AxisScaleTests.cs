using System.Linq;
using Xunit;

namespace HolySheep.Spend.Report;

public sealed class AxisScaleTests
{
    [Theory]
    [InlineData("0", "1", "0 1")]
    [InlineData("3", "1", "0 1 2 3")]
    [InlineData("7", "1", "0 2 4 6 8")]
    [InlineData("1234", "1", "0 500 1,000 1,500")]
    [InlineData("0.31", "0.000001", "0.0 0.1 0.2 0.3 0.4")]
    [InlineData("0.0047", "0.000001", "0.000 0.002 0.004 0.006")]
    [InlineData("18.2", "0.000001", "0 5 10 15 20")]
    public void An_axis_has_few_marks_at_round_figures(string largest, string leastStep, string marks) =>
        Assert.Equal(marks, string.Join(' ', new AxisScale(decimal.Parse(largest, System.Globalization.CultureInfo.InvariantCulture), decimal.Parse(leastStep, System.Globalization.CultureInfo.InvariantCulture)).Marks.Select(mark => mark.Label)));
}
