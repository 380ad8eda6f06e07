using System;

namespace HolySheep.Csv.Agreement;

/// <summary>Logarithms of factorials, exact to 12 digits.</summary>
internal static class LogFactorials
{
    private const int Small = 32;
    private static readonly double[] Table = MakeTable();

    /// <summary>The natural logarithm of n!.</summary>
    public static double Of(long n)
    {
        if (n < Small)
        {
            return Table[n];
        }

        // Stirling's series. [NIST DLMF 5.11.1]
        var x = n + 1.0;
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + (1 / (12 * x)) - (1 / (360 * x * x * x));
    }

    private static double[] MakeTable()
    {
        var table = new double[Small];
        for (var n = 1; n < Small; n++)
        {
            table[n] = table[n - 1] + Math.Log(n);
        }

        return table;
    }
}
