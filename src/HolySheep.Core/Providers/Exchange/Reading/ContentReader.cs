using System;
using System.Text;
using System.Text.Json;
using HolySheep.Providers.Answers;

namespace HolySheep.Providers.Exchange.Reading;

/// <summary>Reads content that is a text, a part, or a list of parts; parts with thoughts are reasoning.</summary>
internal static class ContentReader
{
    public static void Read(ref Utf8JsonReader reader, MessagePiece piece)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                ReadList(ref reader, piece);
                break;
            case JsonTokenType.StartObject when !IsPart(reader):
                // A JSON answer that a gateway has unpacked.
                piece.Content += JsonText.ReadRaw(ref reader);
                break;
            default:
                ReadPart(ref reader, piece);
                break;
        }
    }

    /// <summary>Reads parts, of which there may be a great many.</summary>
    private static void ReadList(ref Utf8JsonReader reader, MessagePiece piece)
    {
        var content = new StringBuilder(piece.Content);
        var reasoning = new StringBuilder(piece.Reasoning);
        var refusal = new StringBuilder(piece.Refusal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var part = new MessagePiece();
            ReadPart(ref reader, part);
            content.Append(part.Content);
            reasoning.Append(part.Reasoning);
            refusal.Append(part.Refusal);
        }

        piece.Content = content.ToString();
        piece.Reasoning = reasoning.Length == 0 ? piece.Reasoning : reasoning.ToString();
        piece.Refusal = refusal.Length == 0 ? piece.Refusal : refusal.ToString();
    }

    /// <summary>All text in a value, at any depth; null if there is none.</summary>
    public static string? Flatten(ref Utf8JsonReader reader)
    {
        string? text = null;
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return JsonText.Read(ref reader);
            case JsonTokenType.StartArray:
                var parts = new StringBuilder();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    parts.Append(Flatten(ref reader));
                }

                text = parts.Length == 0 ? null : parts.ToString();
                break;
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var isText = IsText(ref reader) || IsThought(ref reader);
                    reader.Read();
                    if (isText)
                    {
                        text += Flatten(ref reader);
                    }
                    else
                    {
                        reader.Skip();
                    }
                }

                break;
        }

        return text;
    }

    private static void ReadPart(ref Utf8JsonReader reader, MessagePiece piece)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            piece.Content += JsonText.Read(ref reader);
            return;
        }

        string? type = null, text = null, thought = null, refusal = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                type = JsonText.Read(ref reader);
            }
            else if (IsText(ref reader))
            {
                reader.Read();
                text += Flatten(ref reader);
            }
            else if (IsThought(ref reader))
            {
                reader.Read();
                thought += Flatten(ref reader);
            }
            else if (reader.ValueTextEquals("refusal"u8))
            {
                reader.Read();
                refusal += JsonText.Read(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        Sort(piece, type, text, thought, refusal);
    }

    private static void Sort(MessagePiece piece, string? type, string? text, string? thought, string? refusal)
    {
        var thinks = type is not null && (Holds(type, "think") || Holds(type, "reason"));
        piece.Reasoning += thinks ? thought + text : thought;
        piece.Content += thinks ? null : text;
        piece.Refusal = refusal is null ? piece.Refusal : piece.Refusal + refusal;
    }

    /// <summary>Whether an object is a part and not a JSON answer.</summary>
    private static bool IsPart(Utf8JsonReader reader)
    {
        var hasType = false;
        var hasText = false;
        var others = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            var isText = IsText(ref reader) || IsThought(ref reader) || reader.ValueTextEquals("refusal"u8);
            hasType |= isType;
            hasText |= isText;
            others |= !isType && !isText;
            reader.Read();
            reader.Skip();
        }

        return hasText && (hasType || !others);
    }

    private static bool IsText(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("text"u8) || reader.ValueTextEquals("content"u8) || reader.ValueTextEquals("value"u8) || reader.ValueTextEquals("output_text"u8);

    private static bool IsThought(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("thinking"u8) || reader.ValueTextEquals("reasoning"u8) || reader.ValueTextEquals("reasoning_content"u8) || reader.ValueTextEquals("summary"u8);

    private static bool Holds(string type, string word) => type.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
