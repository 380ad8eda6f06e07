namespace HolySheep.Chat.Parts;

/// <summary>A text.</summary>
/// <param name="Text">The text.</param>
public sealed record ChatText(string Text) : ChatPart;
