namespace HolySheep.Chat.Parts;

/// <summary>What a model reasoned before its answer.</summary>
/// <param name="Text">The text as far as the provider shows it; empty if it shows none.</param>
public sealed record ChatReasoning(string Text) : ChatPart;
