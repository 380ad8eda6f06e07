using HolySheep.Architecture.Tests.Bait.Health;

namespace HolySheep.Architecture.Tests.Bait.Limits;

internal sealed class LimitsThatKnowHealth
{
    public static string Name => HealthThatKnowsLimits.Name;
}
