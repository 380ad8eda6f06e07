using HolySheep.Chat.Parts;

namespace HolySheep.Chat;

/// <summary>One piece of a streamed answer.</summary>
/// <param name="Kind">What the piece is.</param>
/// <param name="Text">The text of a piece of answer or reasoning, otherwise empty.</param>
/// <param name="Result">The whole result, with the last piece only.</param>
public sealed record ChatUpdate(ChatUpdateKind Kind, string Text, ChatResult? Result = null)
{
    /// <summary>The piece of a tool call, with the kind <see cref="ChatUpdateKind.ToolCall"/> only.</summary>
    public ChatToolCallDelta? ToolCall { get; init; }
}
