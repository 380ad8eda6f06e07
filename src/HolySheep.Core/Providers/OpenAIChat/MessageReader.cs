using System.Text.Json;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Exchange.Reading;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.OpenAIChat;

/// <summary>Reads a message or a delta.</summary>
internal static class MessageReader
{
    /// <summary>Reads the current value; null if it contains nothing.</summary>
    public static MessagePiece? Read(ref Utf8JsonReader reader, AnswerChunk chunk)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new MessagePiece { Content = JsonText.Read(ref reader) };
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var piece = new MessagePiece();
        string? reasoning = null, details = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("content"u8))
            {
                reader.Read();
                ContentReader.Read(ref reader, piece);
            }
            else if (ReasoningMember.NameOf(ref reader) is { } name)
            {
                // Some servers send the same text under two names.
                reader.Read();
                if (ContentReader.Flatten(ref reader) is { Length: > 0 } text && string.IsNullOrEmpty(reasoning))
                {
                    (reasoning, piece.ReasoningData) = (text, piece.ReasoningData ?? name);
                }
            }
            else if (reader.ValueTextEquals("reasoning_details"u8))
            {
                reader.Read();
                if (ReasoningMember.ReadDetails(ref reader) is { } list)
                {
                    (piece.ReasoningData, details, chunk.BringsContent) = (list, list, true);
                }
            }
            else if (reader.ValueTextEquals("annotations"u8))
            {
                reader.Read();
                var sources = CitationReader.Read(ref reader);
                piece.Citations = sources ?? piece.Citations;
                chunk.BringsContent |= sources is { Count: > 0 };
            }
            else if (reader.ValueTextEquals("images"u8))
            {
                // OpenRouter's member of models that make pictures. [openrouter.ai: image generation]
                reader.Read();
                chunk.Pictures = PictureList.Read(ref reader) ?? chunk.Pictures;
                chunk.BringsContent |= chunk.Pictures is not null;
            }
            else if (reader.ValueTextEquals("refusal"u8))
            {
                reader.Read();
                piece.Refusal = reader.TokenType == JsonTokenType.String ? JsonText.Read(ref reader) : ContentReader.Flatten(ref reader);
            }
            else if (reader.ValueTextEquals("tool_calls"u8))
            {
                reader.Read();
                piece.ToolCalls = ToolCallReader.ReadList(ref reader, out var hasCustom) ?? piece.ToolCalls;
                chunk.HasOther |= hasCustom;
            }
            else if (reader.ValueTextEquals("function_call"u8))
            {
                reader.Read();
                piece.ToolCalls ??= ToolCallReader.ReadFunction(ref reader);
            }
            else if (reader.ValueTextEquals("audio"u8))
            {
                reader.Read();
                chunk.HasOther |= reader.TokenType == JsonTokenType.StartObject;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("usage"u8))
            {
                reader.Read();
                chunk.Usage ??= TokenUsageReader.Read(ref reader);
            }
            else
            {
                // A vendor's own list, such as the tools that it has run.
                reader.Read();
                chunk.BringsContent |= HasElements(reader);
                reader.Skip();
            }
        }

        piece.Reasoning = !string.IsNullOrEmpty(reasoning) ? reasoning : piece.Reasoning ?? (details is null ? null : ReasoningDetails.TextOf(details));
        return piece;
    }

    private static bool HasElements(Utf8JsonReader list) => list.TokenType == JsonTokenType.StartArray && list.Read() && list.TokenType != JsonTokenType.EndArray;
}
