using System.Linq;
using HolySheep.Chat;
using HolySheep.Errors;

namespace HolySheep.Gateway.Serving;

/// <summary>Whether the gateway takes new work: it does not stop, and one of its models can be answered.</summary>
internal sealed class Readiness
{
    private volatile bool _isStopping;

    /// <summary>Says that the gateway stops.</summary>
    public void Stop() => _isStopping = true;

    /// <summary>Why the gateway takes no new work, in a word; null if it does. Says nothing about its models and providers: no token is needed to read it.</summary>
    public string? FindObstacle(ServedClient served) =>
        _isStopping ? "stopping"
        : served.Models.Names.Any(model => CanAnswer(served.Client, model)) ? null
        : "no_target_usable";

    private static bool CanAnswer(HolySheepClient client, string model)
    {
        try
        {
            return client.PlanRoute(new ChatRequest { Model = model, Messages = [] }).CanAnswer;
        }
        catch (HolySheepException)
        {
            // No key, or no target, for this model.
            return false;
        }
    }
}
