using HolySheep.Architecture.Tests.Bait.Routing;

namespace HolySheep.Architecture.Tests.Bait.Chat;

internal static class ChatThatKnowsRouting
{
    public static string Name => nameof(Name) + typeof(RoutingThatWaits);
}
