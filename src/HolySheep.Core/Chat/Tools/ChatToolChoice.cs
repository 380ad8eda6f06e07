namespace HolySheep.Chat.Tools;

/// <summary>Whether the model has to call a tool, and which.</summary>
public sealed record ChatToolChoice
{
    private ChatToolChoice(ChatToolChoiceKind kind, string? tool = null) => (Kind, Tool) = (kind, tool);

    /// <summary>The model decides.</summary>
    public static ChatToolChoice Auto { get; } = new(ChatToolChoiceKind.Auto);

    /// <summary>The model calls no tool.</summary>
    public static ChatToolChoice None { get; } = new(ChatToolChoiceKind.None);

    /// <summary>The model calls at least one tool.</summary>
    public static ChatToolChoice Any { get; } = new(ChatToolChoiceKind.Any);

    /// <summary>What the model has to do.</summary>
    public ChatToolChoiceKind Kind { get; }

    /// <summary>The tool that it has to call; null unless the kind is <see cref="ChatToolChoiceKind.Named"/>.</summary>
    public string? Tool { get; }

    /// <summary>The model calls this tool.</summary>
    public static ChatToolChoice Of(string tool) => new(ChatToolChoiceKind.Named, tool);
}
