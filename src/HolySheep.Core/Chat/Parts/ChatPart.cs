namespace HolySheep.Chat.Parts;

/// <summary>One part of a message: a text, a picture or document, a tool call, its result, reasoning, or a citation.</summary>
public abstract record ChatPart
{
    private protected ChatPart()
    {
    }

    /// <summary>Opaque data that the provider wants back with this part; null if it gave none.</summary>
    public ProviderData? ProviderData { get; init; }
}
