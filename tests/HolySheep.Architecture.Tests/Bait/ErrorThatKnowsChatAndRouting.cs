using System;
using HolySheep.Architecture.Tests.Bait.Chat;
using HolySheep.Architecture.Tests.Bait.Routing;

namespace HolySheep.Architecture.Tests.Bait.Errors;

internal sealed class ErrorThatKnowsChatAndRouting(RoutingThatWaits waits) : Exception(ChatThatKnowsRouting.Name)
{
    public RoutingThatWaits Waits => waits;
}
