using System;
using System.Globalization;

namespace HolySheep.TestKit;

/// <summary>How many rounds endurance loops run: a tenth by default, all of them if <c>HOLYSHEEP_TEST_ENDURANCE</c> is 1.</summary>
public static class Endurance
{
    private const string Variable = "HOLYSHEEP_TEST_ENDURANCE";
    private const double DefaultShare = 0.1;

    /// <summary>The share of its full length that a loop runs: above 0; above 1 runs longer than CI does.</summary>
    public static double Share { get; } = ReadShare(Environment.GetEnvironmentVariable(Variable));

    /// <summary>The rounds of a loop that runs <paramref name="full"/> rounds in CI; never fewer than <paramref name="least"/>.</summary>
    public static int Rounds(int full, int least = 1) => Math.Max(least, (int)Math.Ceiling(full * Share));

    private static double ReadShare(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return DefaultShare;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double share) && share > 0 && double.IsFinite(share)
            ? share
            : throw new InvalidOperationException($"{Variable} is '{text}'; it takes a number above 0, such as 0.1 or 1.");
    }
}
