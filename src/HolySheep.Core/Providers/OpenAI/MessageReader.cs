using System.Text.Json;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.OpenAI;

/// <summary>Reads a message or a delta.</summary>
internal static class MessageReader
{
    /// <summary>Reads the value that the reader stands on; null if it says nothing.</summary>
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
        string? reasoning = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("content"u8))
            {
                reader.Read();
                ContentReader.Read(ref reader, piece);
            }
            else if (reader.ValueTextEquals("reasoning_content"u8) || reader.ValueTextEquals("reasoning"u8) || reader.ValueTextEquals("thinking"u8))
            {
                // Some servers send the same under two names.
                reader.Read();
                var text = ContentReader.Flatten(ref reader);
                reasoning = string.IsNullOrEmpty(reasoning) ? text : reasoning;
            }
            else if (reader.ValueTextEquals("refusal"u8))
            {
                reader.Read();
                piece.Refusal = reader.TokenType == JsonTokenType.String ? JsonText.Read(ref reader) : ContentReader.Flatten(ref reader);
            }
            else if (reader.ValueTextEquals("tool_calls"u8))
            {
                reader.Read();
                piece.ToolCalls = ToolCallReader.ReadList(ref reader) ?? piece.ToolCalls;
            }
            else if (reader.ValueTextEquals("function_call"u8))
            {
                reader.Read();
                piece.ToolCalls ??= ToolCallReader.ReadFunction(ref reader);
            }
            else if (reader.ValueTextEquals("usage"u8))
            {
                reader.Read();
                chunk.Usage ??= TokenUsageReader.Read(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        piece.Reasoning = string.IsNullOrEmpty(reasoning) ? piece.Reasoning : reasoning;
        return piece;
    }
}
