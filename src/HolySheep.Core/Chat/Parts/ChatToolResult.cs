using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Chat.Parts;

/// <summary>The result of a tool.</summary>
public sealed record ChatToolResult : ChatPart
{
    /// <summary>Creates a result that is a text.</summary>
    /// <param name="callId">The id of the tool call that it answers.</param>
    /// <param name="text">The result.</param>
    public ChatToolResult(string callId, string text)
        : this(callId, [new ChatText(text ?? throw new ArgumentNullException(nameof(text)))])
    {
    }

    /// <summary>Creates a result of several parts.</summary>
    /// <param name="callId">The id of the tool call that it answers.</param>
    /// <param name="parts">Texts, pictures and documents.</param>
    /// <exception cref="ArgumentException">A part is neither a text nor an attachment.</exception>
    public ChatToolResult(string callId, IReadOnlyList<ChatPart> parts)
    {
        CallId = callId ?? throw new ArgumentNullException(nameof(callId));
        Parts = parts ?? throw new ArgumentNullException(nameof(parts));
        if (parts.Any(part => part is not (ChatText or ChatAttachment)))
        {
            throw new ArgumentException("The result of a tool can contain only texts and attachments.", nameof(parts));
        }
    }

    /// <summary>The id of the tool call that it answers.</summary>
    public string CallId { get; }

    /// <summary>Texts, pictures and documents, in order.</summary>
    public IReadOnlyList<ChatPart> Parts { get; }

    /// <summary>True if the tool failed, and the result says why.</summary>
    public bool IsError { get; init; }

    /// <summary>All text of the result.</summary>
    public string Text => Parts.Count == 1 && Parts[0] is ChatText only ? only.Text : string.Concat(Parts.OfType<ChatText>().Select(part => part.Text));

    /// <summary>True if the other has the same id and the same parts.</summary>
    public bool Equals(ChatToolResult? other) =>
        other is not null && CallId == other.CallId && IsError == other.IsError && Equals(ProviderData, other.ProviderData) && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => CallId.GetHashCode() ^ Parts.Count;
}
