using System;

namespace HolySheep.Time;

/// <summary>The default source of random numbers.</summary>
internal static class SystemRandomness
{
#pragma warning disable RS0030 // The only use of real randomness.
#if NET8_0_OR_GREATER
    public static double Next() => Random.Shared.NextDouble();
#else
    private static readonly Random Shared = new();

    public static double Next()
    {
        lock (Shared)
        {
            return Shared.NextDouble();
        }
    }
#endif
#pragma warning restore RS0030
}
