using System;

namespace HolySheep.Chat;

/// <summary>A picture or a file that goes with a message.</summary>
public sealed class ChatAttachment
{
    /// <summary>Creates an attachment.</summary>
    /// <param name="name">The name that the model is told.</param>
    /// <param name="mediaType">For example <c>image/png</c>, <c>application/pdf</c> or <c>text/plain</c>.</param>
    /// <param name="data">The bytes; those of a text are UTF-8.</param>
    public ChatAttachment(string name, string mediaType, ReadOnlyMemory<byte> data)
    {
        Name = name ?? throw new ArgumentNullException(nameof(name));
        MediaType = mediaType ?? throw new ArgumentNullException(nameof(mediaType));
        Data = data;
    }

    /// <summary>The name that the model is told.</summary>
    public string Name { get; }

    /// <summary>What kind of file it is.</summary>
    public string MediaType { get; }

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>True for a picture.</summary>
    public bool IsImage => MediaType.StartsWith("image/", StringComparison.Ordinal);

    /// <summary>True for text, which goes into the message itself.</summary>
    public bool IsText => MediaType.StartsWith("text/", StringComparison.Ordinal);

    /// <summary>The name and the kind, for display.</summary>
    public override string ToString() => $"{Name} ({MediaType})";
}
