using System;
using System.Collections.Generic;
using System.Text.Json;

namespace HolySheep.Gateway.Http;

/// <summary>Finds what is wrong with the names and texts of a body that is JSON otherwise.</summary>
/// <param name="bounds">How deep the body may be nested.</param>
internal sealed class BodyFaults(JsonReaderOptions bounds)
{
    private const string Half = "has half of a character (a lone surrogate)";

    /// <summary>Refuses halves of characters wherever they are: readers of names and texts fail on them, and no provider takes them.</summary>
    /// <exception cref="FaultException">A name or a text has one.</exception>
    /// <exception cref="JsonException">The body is not valid JSON.</exception>
    public void ThrowIfHalved(ReadOnlySpan<byte> body)
    {
        // Almost no body has an escape of this kind, and the search for it costs nearly nothing.
        if (!MayBeHalved(body))
        {
            return;
        }

        string? member = null;
        var reader = new Utf8JsonReader(body, bounds);
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.String))
            {
                continue;
            }

            var isName = reader.TokenType == JsonTokenType.PropertyName;
            var isMember = isName && reader.CurrentDepth == 1;

            // Texts can be files of many megabytes: only those that may be wrong are read.
            if (!isMember && !MayBeHalved(reader.ValueSpan))
            {
                continue;
            }

            var text = TextOf(ref reader);
            if (text is null)
            {
                throw new FaultException(new RequestFault(
                    FaultKind.BadRequest, "invalid_value", isMember ? $"The name of a member of the body {Half}." : $"{(isName ? "A name" : "A text")} in '{member}' {Half}.")
                { Member = isMember ? null : member });
            }

            member = isMember ? text : member;
        }
    }

    /// <summary>The first member that an object has twice; null if none is.</summary>
    public string? FindRepeated(ReadOnlySpan<byte> body)
    {
        var open = new Stack<HashSet<string>>();
        var reader = new Utf8JsonReader(body, bounds);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    open.Push(new HashSet<string>(StringComparer.Ordinal));
                    break;
                case JsonTokenType.EndObject:
                    open.Pop();
                    break;
                case JsonTokenType.PropertyName when TextOf(ref reader) is { } name && !open.Peek().Add(name):
                    return name;
            }
        }

        return null;
    }

    private static bool MayBeHalved(ReadOnlySpan<byte> json) => json.IndexOf("\\ud"u8) >= 0 || json.IndexOf("\\uD"u8) >= 0;

    private static string? TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
