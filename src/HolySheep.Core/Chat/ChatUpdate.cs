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

    /// <summary>Where the answer comes from; only with its first piece.</summary>
    public ChatSource? Source { get; init; }
}
