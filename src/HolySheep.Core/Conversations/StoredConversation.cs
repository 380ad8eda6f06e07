using System;
using System.Collections.Generic;
using HolySheep.Chat;

namespace HolySheep.Conversations;

/// <summary>A conversation as its file holds it.</summary>
public sealed record StoredConversation
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The first words of the first prompt.</summary>
    public required string Title { get; init; }

    /// <summary>The model that the last turn asked for.</summary>
    public required string Model { get; init; }

    /// <summary>The cost of all turns in USD; null if the cost of one is unknown.</summary>
    public decimal? Cost { get; init; }

    /// <summary>When the first turn was saved.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When the last turn was saved.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>All messages, oldest first, with the system instruction before them.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>The number of turns: prompts with what followed them.</summary>
    public int Turns => ConversationTurns.Count(Messages);
}
