using HolySheep.Calls.Routing;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Planning;

namespace HolySheep.Calls.Prompts;

/// <summary>Finds the kind of a request's prompt.</summary>
internal static class PromptKinds
{
    public static PromptKind Of(ChatRequest request)
    {
        var scripts = default(TextScriptCount);
        scripts.Add(request.System);
        for (var place = 0; place < request.Messages.Count; place++)
        {
            scripts.Add(request.Messages[place].Content);
        }

        return new PromptKind(scripts.Script, (RequestNeeds.Of(request) & (RouteNeeds.Tools | RouteNeeds.JsonSchema)) != RouteNeeds.None);
    }
}
