using HolySheep.Architecture.Tests.Bait.Limits;

namespace HolySheep.Architecture.Tests.Bait.Health;

internal static class HealthThatKnowsLimits
{
    public static string Name => nameof(Health) + typeof(LimitsThatKnowHealth);
}
