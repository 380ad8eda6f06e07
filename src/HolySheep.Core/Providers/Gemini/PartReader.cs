using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Gemini;

/// <summary>Reads the parts of a content, in their order. What the model wants back with a part is kept as the JSON of its other members.</summary>
internal static class PartReader
{
    // A list of more is not an answer.
    private const int MostParts = 100_000;

    /// <summary>Reads the content that the reader stands on: an object with parts, or parts without it.</summary>
    /// <param name="reader">Stands on the content, and afterwards on its end.</param>
    /// <param name="callId">Begins the ids of calls that have none.</param>
    public static List<MessagePiece> ReadContent(ref Utf8JsonReader reader, string callId)
    {
        var pieces = new List<MessagePiece>();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            ReadParts(ref reader, pieces, callId);
            return pieces;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isParts = reader.ValueTextEquals("parts"u8);
            reader.Read();
            if (isParts)
            {
                ReadParts(ref reader, pieces, callId);
            }
            else
            {
                reader.Skip();
            }
        }

        return pieces;
    }

    private static void ReadParts(ref Utf8JsonReader reader, List<MessagePiece> pieces, string callId)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Add(pieces, ReadPart(ref reader, callId));
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Add(pieces, ReadPart(ref reader, callId));
        }
    }

    private static void Add(List<MessagePiece> pieces, MessagePiece? piece)
    {
        if (pieces.Count == MostParts)
        {
            throw new JsonException("There are more parts than an answer has.");
        }

        if (piece is not null)
        {
            pieces.Add(piece);
        }
    }

    private static MessagePiece? ReadPart(ref Utf8JsonReader reader, string callId)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            // A text without its object.
            var isText = reader.TokenType == JsonTokenType.String;
            return JsonText.Read(ref reader) is { Length: > 0 } bare && isText ? new MessagePiece { Content = bare } : null;
        }

        var whole = reader;
        var part = new PartMembers();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("text"u8))
            {
                reader.Read();
                part.Text = JsonText.Read(ref reader);
            }
            else if (reader.ValueTextEquals("thought"u8))
            {
                reader.Read();
                part.IsThought = JsonText.Read(ref reader) == "true";
            }
            else if (reader.ValueTextEquals("thoughtSignature"u8) || reader.ValueTextEquals("thought_signature"u8))
            {
                reader.Read();
                part.Signature = JsonText.Read(ref reader);
            }
            else if (reader.ValueTextEquals("functionCall"u8) || reader.ValueTextEquals("function_call"u8))
            {
                reader.Read();
                part.Call = CallReader.Read(ref reader, callId) ?? part.Call;
            }
            else
            {
                // Code, its result, a picture, or a tool that the provider runs itself.
                var isData = reader.ValueTextEquals("inlineData"u8) || reader.ValueTextEquals("inline_data"u8) || reader.ValueTextEquals("fileData"u8) || reader.ValueTextEquals("file_data"u8);
                reader.Read();
                part.IsOther |= reader.TokenType == JsonTokenType.StartObject;
                part.IsPicture |= isData && reader.TokenType == JsonTokenType.StartObject;
                reader.Skip();
            }
        }

        return part.ToPiece(part.IsOpaque ? JsonText.OneLine(JsonText.ReadRaw(ref whole)) : null);
    }
}
