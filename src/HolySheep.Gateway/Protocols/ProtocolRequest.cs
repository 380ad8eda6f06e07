using System.Collections.Generic;
using HolySheep.Chat;

namespace HolySheep.Gateway.Protocols;

/// <summary>A request of a caller, read.</summary>
/// <param name="Chat">What is asked, in neutral terms.</param>
/// <param name="IsStream">Whether the answer is wanted in events.</param>
/// <param name="WantsUsage">Whether the caller wants the token counts of a stream.</param>
internal sealed record ProtocolRequest(ChatRequest Chat, bool IsStream, bool WantsUsage)
{
    /// <summary>What only a provider of the caller's own format understands, and the request cannot do without; empty if nothing is.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Whether the body goes on with a conversation that its provider holds, so that a caller whose request no target can serve has to send all of it.</summary>
    public bool IsContinued { get; init; }

    /// <summary>Whether the body asks for no text, only for its prompt to be read.</summary>
    public bool WantsNoText { get; init; }

    /// <summary>What the body says of the user, which may name a session; null if it says nothing.</summary>
    public string? Session { get; init; }

    /// <summary>The member whose turns have marks that this gateway made; null if none has.</summary>
    public string? MarkedTurns { get; init; }

    /// <summary>Whether a mark of this gateway stands where a provider of the caller's format asks for its own, so that the request is written for it without the need.</summary>
    public bool LacksReasoning { get; init; }
}
