using System;

namespace HolySheep.Architecture.Tests.Bait;

internal static class CoreThatPrints
{
    public static void Print() => Console.WriteLine();
}
