using System.Collections.Generic;
using HolySheep.Chat.Parts;

namespace HolySheep.Providers.Answers;

/// <summary>What a chunk added to an answer.</summary>
/// <param name="Reasoning">Reasoning that can be shown.</param>
/// <param name="Text">Text that can be shown.</param>
/// <param name="Tool">Whether it has a part of a tool call.</param>
/// <param name="Any">Whether the model wrote anything, shown or held back.</param>
/// <param name="ToolDeltas">Pieces of tool calls that can be shown; null if none.</param>
internal readonly record struct AnswerProgress(string Reasoning, string Text, bool Tool, bool Any, IReadOnlyList<ChatToolCallDelta>? ToolDeltas = null)
{
    /// <summary>True if the text is that of a refusal.</summary>
    public bool IsRefusal { get; init; }

    public static AnswerProgress None { get; } = new("", "", false, false);
}
