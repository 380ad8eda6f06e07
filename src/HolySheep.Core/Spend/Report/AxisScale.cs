using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace HolySheep.Spend.Report;

/// <summary>An axis from 0 to just above the largest value, in steps of 1, 2 or 5 times a power of ten.</summary>
internal sealed class AxisScale
{
    private const int MostSteps = 4;

    private readonly decimal _step;
    private readonly string _format;

    /// <param name="largest">The largest value, 0 or more.</param>
    /// <param name="leastStep">The minimum step: 1 for counts.</param>
    public AxisScale(decimal largest, decimal leastStep)
    {
        _step = leastStep;
        for (var factor = 0; _step * MostSteps < largest; factor++)
        {
            _step *= factor % 3 == 1 ? 2.5m : 2;
        }

        var digits = BitConverter.GetBytes(decimal.GetBits(_step / 1.0000000000000000000000000000m)[3])[2];
        _format = "N" + digits.ToString(CultureInfo.InvariantCulture);
        Top = Math.Max(1, decimal.Ceiling(largest / _step)) * _step;
    }

    /// <summary>The end of the axis.</summary>
    public decimal Top { get; }

    /// <summary>The marks with their labels, from 0 up.</summary>
    public IEnumerable<(decimal Value, string Label)> Marks =>
        Enumerable.Range(0, (int)(Top / _step) + 1).Select(mark => (mark * _step, (mark * _step).ToString(_format, CultureInfo.InvariantCulture)));

    /// <summary>The position of a value, in percent of the axis.</summary>
    public decimal PercentOf(decimal value) => value / Top * 100;
}
