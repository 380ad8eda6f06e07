namespace HolySheep.Chat.Parts;

/// <summary>A source that an answer names.</summary>
/// <param name="Url">Its address; null if it has none.</param>
/// <param name="Title">Its title; null if the provider gave none.</param>
public sealed record ChatCitation(string? Url, string? Title) : ChatPart
{
    /// <summary>The words of the source; null if the provider gave none.</summary>
    public string? Quote { get; init; }

    /// <summary>The 0-based position in the answer's text where the cited passage begins, as the provider counts; null if it gave none.</summary>
    public int? Start { get; init; }

    /// <summary>The position behind the cited passage; null if the provider gave none.</summary>
    public int? End { get; init; }
}
