using HolySheep.Chat;

namespace HolySheep.Conversations;

/// <summary>Turns for tests of the store.</summary>
internal static class Turns
{
    public static ConversationTurn Of(string prompt, string answer = "yes", decimal? cost = 0.5m, string? system = null) => new()
    {
        System = system,
        Messages = [ChatMessage.User(prompt), ChatMessage.Assistant(answer)],
        Model = "alpha",
        Cost = cost,
    };
}
