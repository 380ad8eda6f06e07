using System.Collections.Generic;
using HolySheep.Chat;

namespace HolySheep.Providers.Exchange;

/// <summary>A whole answer or one chunk of it, as read from the wire.</summary>
internal sealed class AnswerChunk
{
    public string? Id { get; set; }

    public string? Model { get; set; }

    /// <summary>Seconds since 1970.</summary>
    public double? Created { get; set; }

    /// <summary>Null if the provider counted nothing.</summary>
    public ChatUsage? Usage { get; set; }

    /// <summary>The provider's own word; null if it gave none.</summary>
    public string? FinishReason { get; set; }

    /// <summary>What comes next of the answer; null if nothing does.</summary>
    public MessagePiece? Delta { get; set; }

    /// <summary>The answer as a whole; null if there is none.</summary>
    public MessagePiece? Message { get; set; }

    /// <summary>Members that no property here holds: name to JSON text; null if none were kept.</summary>
    public Dictionary<string, string>? Extra { get; set; }

    /// <summary>True if it lists choices, even none.</summary>
    public bool ListsChoices { get; set; }

    /// <summary>True if it has a choice, even another than the one asked for.</summary>
    public bool HasChoice { get; set; }

    /// <summary>True if it calls itself a whole completion, not a chunk.</summary>
    public bool IsCompletion { get; set; }

    /// <summary>True if a member is there that an error would have.</summary>
    public bool MayBeError { get; set; }
}
