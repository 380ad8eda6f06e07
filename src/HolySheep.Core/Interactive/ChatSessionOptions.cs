using System;
using System.Collections.Generic;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Configuration.Names;
using HolySheep.Conversations;

namespace HolySheep.Interactive;

/// <summary>How a session begins.</summary>
public sealed record ChatSessionOptions
{
    /// <summary>What every call says: model, route, limits. It has no messages, and its cost limit applies to the whole session.</summary>
    public required ChatRequest Request { get; init; }

    /// <summary>The names that completion offers.</summary>
    public required KnownNames Names { get; init; }

    /// <summary>The conversation that goes on; null begins one without a name.</summary>
    public ConversationSession? Conversation { get; init; }

    /// <summary>Opens the store in which the person saves the conversation.</summary>
    public Func<ConversationStore> Store { get; init; } = () => ConversationStore.Open();

    /// <summary>What is sent with the first message.</summary>
    public IReadOnlyList<ChatAttachment> Attachments { get; init; } = [];

    /// <summary>Makes the first message of what the user types, for a template; null leaves it unchanged.</summary>
    /// <exception cref="HolySheep.Errors.HolySheepException">The template lacks a value.</exception>
    public Func<string, string>? Opening { get; init; }
}
