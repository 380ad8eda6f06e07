using System.Collections.Generic;
using HolySheep.Chat.Parts;
using HolySheep.Providers.Answers;

namespace HolySheep.Providers.OpenAIResponses;

/// <summary>A part of an item's content: a text or a refusal.</summary>
internal sealed class OutputPart
{
    public string? Text { get; set; }

    public string? Refusal { get; set; }

    public IReadOnlyList<ChatCitation>? Citations { get; set; }

    /// <summary>The part as the block of this number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="phase">What the item's text is, which the provider wants back; null if it does not say.</param>
    public MessagePiece ToBlock(int number, string? phase = null) => new() { Block = number, Content = Text, ContentData = phase, Refusal = Refusal, Citations = Citations };
}
