using HolySheep.Chat;
using HolySheep.Planning;

namespace HolySheep.Calls.Routing;

/// <summary>What a request asks of a model beyond text.</summary>
internal static class RequestNeeds
{
    // The members of a body that offer tools: the present one and the one before it.
    private static readonly string[] ToolMembers = ["tools", "functions"];

    public static RouteNeeds Of(ChatRequest request)
    {
        var needs = request.JsonSchema is null ? RouteNeeds.None : RouteNeeds.JsonSchema;
        foreach (var message in request.Messages)
        {
            foreach (var attachment in message.Attachments)
            {
                needs |= attachment.IsImage ? RouteNeeds.Images : RouteNeeds.None;
            }
        }

        foreach (var member in ToolMembers)
        {
            needs |= request.ExtraBody.ContainsKey(member) ? RouteNeeds.Tools : RouteNeeds.None;
        }

        return needs;
    }
}
