using System;

namespace HolySheep.Time;

/// <summary>The randomness of a client that was given none.</summary>
internal static class SystemRandomness
{
#pragma warning disable RS0030 // The one place where real randomness comes in.
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
