namespace HolySheep.Chat.Parts;

/// <summary>The reasoning of a model before its answer.</summary>
/// <param name="Text">The text as far as the provider shows it; empty if it shows none.</param>
public sealed record ChatReasoning(string Text) : ChatPart;
