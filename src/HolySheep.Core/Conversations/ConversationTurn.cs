using System.Collections.Generic;
using HolySheep.Chat;

namespace HolySheep.Conversations;

/// <summary>One or more turns that are to be added to a conversation.</summary>
internal sealed record ConversationTurn
{
    /// <summary>The system instruction in force; null if there is none.</summary>
    public string? System { get; init; }

    /// <summary>The prompt, tool calls with their results, and the answer.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>The model that was asked for.</summary>
    public required string Model { get; init; }

    /// <summary>The cost in USD; null if it is unknown.</summary>
    public decimal? Cost { get; init; }
}
