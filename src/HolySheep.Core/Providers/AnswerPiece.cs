using System.Collections.Generic;
using HolySheep.Chat;
using HolySheep.Chat.Parts;

namespace HolySheep.Providers;

/// <summary>One piece of a stream; the text is empty if the piece belongs to a tool call.</summary>
internal readonly record struct AnswerPiece(ChatUpdateKind Kind, string Text, ChatToolCallDelta? ToolCall = null)
{
    /// <summary>True if the text is that of a refusal.</summary>
    public bool IsRefusal { get; init; }

    /// <summary>The provider's own events up to this piece, if they are passed on; null if none came.</summary>
    public IReadOnlyList<OriginalEvent>? Events { get; init; }
}
