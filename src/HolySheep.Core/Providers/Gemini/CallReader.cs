using System.Text.Json;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Gemini;

/// <summary>Reads a function call, which is always whole.</summary>
internal static class CallReader
{
    /// <summary>Begins every id that is given to a call without one.</summary>
    public const string Invented = "gcall";

    /// <summary>The call that the reader stands on; null if it names no function.</summary>
    /// <param name="reader">Stands on the call, and afterwards on its end.</param>
    /// <param name="id">The id of a call that has none.</param>
    /// <exception cref="JsonException">The arguments come in pieces, which Vertex AI sends when it is asked to.</exception>
    public static ToolCallPiece? Read(ref Utf8JsonReader reader, string id)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var call = new ToolCallPiece(null, null, null, "{}") { IsWhole = true };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("name"u8))
            {
                reader.Read();
                call = call with { Name = JsonText.Read(ref reader) };
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                call = call with { Id = JsonText.Read(ref reader) };
            }
            else if (reader.ValueTextEquals("args"u8))
            {
                reader.Read();
                call = call with { Arguments = ArgumentsOf(ref reader) };
            }
            else
            {
                var isInPieces = reader.ValueTextEquals("partialArgs"u8) || reader.ValueTextEquals("willContinue"u8);
                reader.Read();
                if (isInPieces && reader.TokenType is JsonTokenType.True or JsonTokenType.StartArray)
                {
                    throw new JsonException("The arguments of a function call come in pieces.");
                }

                reader.Skip();
            }
        }

        return string.IsNullOrEmpty(call.Name) ? null : call with { Id = string.IsNullOrEmpty(call.Id) ? id : call.Id };
    }

    private static string ArgumentsOf(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? JsonText.ReadRaw(ref reader)
        : JsonText.Read(ref reader) is { Length: > 0 } text ? text
        : "{}";
}
