using HolySheep.Chat.Parts;
using HolySheep.Providers.Answers;

namespace HolySheep.Providers.OpenAIResponses;

/// <summary>The members of an event that say something of the answer.</summary>
internal sealed class EventMembers
{
    /// <summary>The next piece of a text.</summary>
    public string? Delta { get; set; }

    /// <summary>A whole text, after its pieces or in place of them.</summary>
    public string? Whole { get; set; }

    /// <summary>The id of the item.</summary>
    public string? ItemId { get; set; }

    /// <summary>The 0-based number of the item in the answer.</summary>
    public int ItemIndex { get; set; }

    /// <summary>The 0-based number of the part in the item's content.</summary>
    public int PartIndex { get; set; }

    /// <summary>The 0-based number of the part in the summary of reasoning.</summary>
    public int SummaryIndex { get; set; }

    public OutputItem? Item { get; set; }

    public OutputPart? Part { get; set; }

    public ChatCitation? Citation { get; set; }

    /// <summary>Whether it has a source or a part of a picture.</summary>
    public bool HasMore { get; set; }

    /// <summary>The response that begins, goes on or ends.</summary>
    public AnswerChunk? Response { get; set; }
}
