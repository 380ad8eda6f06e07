using System.Collections.Generic;
using HolySheep.Chat.Parts;

namespace HolySheep.Chat;

/// <summary>One piece of a streamed answer.</summary>
/// <param name="Kind">The kind of the piece.</param>
/// <param name="Text">The text of a piece of answer or reasoning, otherwise empty.</param>
/// <param name="Result">The whole result; only with the last piece.</param>
public sealed record ChatUpdate(ChatUpdateKind Kind, string Text, ChatResult? Result = null)
{
    /// <summary>The piece of a tool call; only with the kind <see cref="ChatUpdateKind.ToolCall"/>.</summary>
    public ChatToolCallDelta? ToolCall { get; init; }

    /// <summary>True if the text is that of a refusal: the model says that it does not answer.</summary>
    public bool IsRefusal { get; init; }

    /// <summary>The provider's own events up to this piece, in order, of an answer whose source says that it is passed on; null if none came since the last piece, or if they are held back because of a key in them.</summary>
    public IReadOnlyList<OriginalEvent>? Events { get; init; }

    /// <summary>Where the answer comes from; only with its first piece.</summary>
    public ChatSource? Source { get; init; }
}
