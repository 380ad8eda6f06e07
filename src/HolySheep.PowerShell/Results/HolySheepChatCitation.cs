using HolySheep.Chat.Parts;

namespace HolySheep.PowerShell.Results;

/// <summary>A source that an answer names.</summary>
public sealed class HolySheepChatCitation
{
    internal HolySheepChatCitation(ChatCitation citation)
    {
        Url = citation.Url;
        Title = citation.Title;
        Quote = citation.Quote;
        Start = citation.Start;
        End = citation.End;
    }

    /// <summary>Its address, null if it has none.</summary>
    public string? Url { get; }

    /// <summary>Its title, null if the provider gave none.</summary>
    public string? Title { get; }

    /// <summary>The words of the source, null if the provider gave none.</summary>
    public string? Quote { get; }

    /// <summary>The 0-based position in the answer where the cited passage begins, null if the provider gave none.</summary>
    public int? Start { get; }

    /// <summary>The position behind the cited passage, null if the provider gave none.</summary>
    public int? End { get; }

    /// <summary>The title, or the address.</summary>
    public override string ToString() => Title ?? Url ?? "";
}
