using System;
using System.Collections.Generic;

namespace HolySheep.Chat;

/// <summary>A body in a provider's own format: that of a request as its caller sent it, or that of an answer as its provider gave it.</summary>
/// <param name="Format">The format, as the configuration names kinds of providers.</param>
/// <param name="Json">One JSON object, in UTF-8.</param>
public sealed record OriginalBody(string Format, ReadOnlyMemory<byte> Json)
{
    private static readonly Dictionary<string, string> NoHeaders = [];

    /// <summary>Headers that belong to the body of a request.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = NoHeaders;

    /// <summary>Whether the body of a request asks for embeddings, and not for an answer.</summary>
    public bool IsEmbeddings { get; init; }

    /// <summary>Whether the body asks for no text, only for its prompt to be read, as to fill the provider's prompt cache.</summary>
    public bool WantsNoText { get; init; }

    /// <summary>What in the body no other format can say, in words, so that only providers of this format may answer; null if nothing is.</summary>
    public string? Only { get; init; }
}
