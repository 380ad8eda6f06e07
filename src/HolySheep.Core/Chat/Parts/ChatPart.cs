namespace HolySheep.Chat.Parts;

/// <summary>One part of a message: a text, a picture or document, a tool call, its result, reasoning, or a citation.</summary>
public abstract record ChatPart
{
    private protected ChatPart()
    {
    }

    /// <summary>What the provider wants back with this part, unread by anyone else; null if it gave nothing.</summary>
    public ProviderData? ProviderData { get; init; }
}
