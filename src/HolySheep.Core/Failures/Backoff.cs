using System;

namespace HolySheep.Failures;

/// <summary>Calculates the waits before retries. The figures follow the vendors' own clients.</summary>
internal static class Backoff
{
    private static readonly TimeSpan Base = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Cap = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Jitter = TimeSpan.FromSeconds(0.25);

    /// <summary>Full jitter: anything up to 0.5 s, 1 s, 2 s … 8 s.</summary>
    /// <param name="retry">The number of earlier retries, 0 or more.</param>
    /// <param name="random">A random number, 0 up to 1.</param>
    public static TimeSpan Exponential(int retry, double random)
    {
        var ceiling = Math.Min(Cap.TotalSeconds, Base.TotalSeconds * Math.Pow(2, retry));
        return TimeSpan.FromSeconds(ceiling * random);
    }

    /// <summary>At most 0.25 s, for the one retry while another target is left.</summary>
    public static TimeSpan Short(double random) => TimeSpan.FromSeconds(Jitter.TotalSeconds * random);
}
