using System;

namespace HolySheep.Chat.Parts;

/// <summary>A picture or a document in a message, by its bytes or by its address.</summary>
public sealed record ChatAttachment : ChatPart
{
    /// <summary>Creates an attachment from its bytes.</summary>
    /// <param name="name">The name for the model.</param>
    /// <param name="mediaType">For example <c>image/png</c>, <c>application/pdf</c> or <c>text/plain</c>.</param>
    /// <param name="data">The bytes; those of a text are UTF-8.</param>
    public ChatAttachment(string name, string mediaType, ReadOnlyMemory<byte> data)
    {
        Name = name ?? throw new ArgumentNullException(nameof(name));
        MediaType = mediaType ?? throw new ArgumentNullException(nameof(mediaType));
        Data = data;
    }

    /// <summary>Creates an attachment that the provider fetches itself.</summary>
    /// <param name="name">The name for the model.</param>
    /// <param name="mediaType">For example <c>image/png</c> or <c>application/pdf</c>.</param>
    /// <param name="address">The address from which the provider fetches it.</param>
    public ChatAttachment(string name, string mediaType, Uri address)
        : this(name, mediaType, ReadOnlyMemory<byte>.Empty) => Address = address ?? throw new ArgumentNullException(nameof(address));

    /// <summary>The name for the model.</summary>
    public string Name { get; }

    /// <summary>The media type.</summary>
    public string MediaType { get; }

    /// <summary>The bytes; empty if it has an address.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>The address from which the provider fetches it; null if the message contains the bytes.</summary>
    public Uri? Address { get; }

    /// <summary>True for a picture.</summary>
    public bool IsImage => MediaType.StartsWith("image/", StringComparison.Ordinal);

    /// <summary>True for a text in bytes, which becomes part of the message itself.</summary>
    public bool IsText => Address is null && MediaType.StartsWith("text/", StringComparison.Ordinal);

    /// <summary>True if the other has the same name, kind, address and bytes.</summary>
    public bool Equals(ChatAttachment? other) => other is not null && Name == other.Name && MediaType == other.MediaType && Address == other.Address
        && Equals(ProviderData, other.ProviderData) && Data.Span.SequenceEqual(other.Data.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode() ^ Data.Length;

    /// <summary>The name and the kind, for display.</summary>
    public override string ToString() => $"{Name} ({MediaType})";
}
