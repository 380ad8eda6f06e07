using HolySheep.Chat;
using HolySheep.Planning;
using HolySheep.Providers;

namespace HolySheep.Calls.Routing;

/// <summary>What a request asks of a model beyond text.</summary>
internal static class RequestNeeds
{
    public static RouteNeeds Of(ChatRequest request)
    {
        var needs = request.JsonSchema is null ? RouteNeeds.None : RouteNeeds.JsonSchema;
        needs |= request.Stop.Count > 0 ? RouteNeeds.StopTexts : RouteNeeds.None;
        foreach (var message in request.Messages)
        {
            foreach (var attachment in message.Attachments)
            {
                needs |= attachment.IsImage ? RouteNeeds.Images : RouteNeeds.None;
            }
        }

        return ExtraMembers.OfferTools(request) ? needs | RouteNeeds.Tools : needs;
    }
}
