using System;
using System.Text.Json;
using HolySheep.Providers.Errors;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Gemini;

/// <summary>Keeps members of a response that nothing else reads, as JSON text; what is null, false or empty is left out.</summary>
internal static class ExtraReader
{
    /// <summary>Keeps the member whose name the reader stands on, and moves to the end of its value.</summary>
    public static void Read(ref Utf8JsonReader reader, AnswerChunk chunk)
    {
        var name = NameOf(ref reader);
        reader.Read();
        var says = reader.TokenType is not (JsonTokenType.Null or JsonTokenType.False);
        if (name is null || !says)
        {
            reader.Skip();
            return;
        }

        chunk.MayBeError |= ErrorLook.IsNameOfError(name);
        if (JsonText.ReadRaw(ref reader) is { Length: > 2 } json)
        {
            (chunk.Extra ??= [])[name] = json;
        }
    }

    private static string? NameOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a character is not a name.
            return null;
        }
    }
}
