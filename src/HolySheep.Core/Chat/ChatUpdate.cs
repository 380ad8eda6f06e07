namespace HolySheep.Chat;

/// <summary>One piece of a streamed answer.</summary>
/// <param name="Kind">What the piece is.</param>
/// <param name="Text">The text of a piece of answer or reasoning, else empty.</param>
/// <param name="Result">The whole result, with the last piece only.</param>
public sealed record ChatUpdate(ChatUpdateKind Kind, string Text, ChatResult? Result = null);
