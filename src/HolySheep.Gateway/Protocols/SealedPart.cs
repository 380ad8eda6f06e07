using HolySheep.Chat.Parts;

namespace HolySheep.Gateway.Protocols;

/// <summary>One part of an answer as its seal names it.</summary>
/// <param name="Key">The kind of the part, and the id of a tool call or the 1-based number among those of the kind.</param>
/// <param name="Length">The characters of its text; 0 for a tool call, null in a seal of an earlier version.</param>
/// <param name="Data">What the provider wants back with it; null if nothing.</param>
internal sealed record SealedPart(string Key, int? Length, ProviderData? Data)
{
    // Reasoning that the provider does not show has no part that callers see.
    private const char Hidden = 'h';
    private const char Reasoning = 'r';
    private const char Text = 't';
    private const char Call = 'c';
    private const char Other = 'o';

    public bool IsHidden => Key[0] == Hidden;

    public bool IsReasoning => Key[0] == Reasoning;

    public bool IsText => Key[0] == Text;

    public bool IsCall => Key[0] == Call;

    /// <summary>The kind of a part.</summary>
    public static char KindOf(ChatPart part) => part switch
    {
        ChatReasoning { Text.Length: 0 } or ChatText { Text.Length: 0 } => Hidden,
        ChatReasoning => Reasoning,
        ChatText => Text,
        ChatToolCall => Call,
        _ => Other,
    };

    /// <summary>Whether a seal names a part: sources are not given back by callers.</summary>
    public static bool IsNamed(ChatPart part) => KindOf(part) switch
    {
        Hidden => part.ProviderData is not null,
        Other => false,
        _ => true,
    };

    /// <summary>The characters of a part that callers read.</summary>
    public static int LengthOf(ChatPart part) => part switch
    {
        ChatReasoning reasoning => reasoning.Text.Length,
        ChatText text => text.Text.Length,
        _ => 0,
    };
}
