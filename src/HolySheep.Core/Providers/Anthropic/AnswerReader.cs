using System;
using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Errors;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Anthropic;

/// <summary>Reads a whole message; in a stream, the message that it begins with.</summary>
internal static class AnswerReader
{
    // More is not an answer.
    private const int MostBlocks = 10_000;

    /// <summary>Reads the object that the reader stands on.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static AnswerChunk Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var chunk = new AnswerChunk { IsCompletion = true };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember(ref reader, json, chunk);
        }

        return chunk;
    }

    private static void ReadMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, AnswerChunk chunk)
    {
        if (reader.ValueTextEquals("content"u8))
        {
            reader.Read();
            if (ReadContent(ref reader, json, chunk) is { } message)
            {
                (chunk.Message, chunk.SpeaksOfAnswer, chunk.HasAnswer) = (message, true, true);
            }
        }
        else if (reader.ValueTextEquals("id"u8))
        {
            reader.Read();
            chunk.Id = JsonText.Read(ref reader);
        }
        else if (reader.ValueTextEquals("model"u8))
        {
            reader.Read();
            chunk.Model = JsonText.Read(ref reader);
        }
        else if (reader.ValueTextEquals("usage"u8))
        {
            reader.Read();
            chunk.Counts = CountReader.Read(ref reader) ?? chunk.Counts;
        }
        else if (!FinishReader.Read(ref reader, json, chunk))
        {
            var isKnown = reader.ValueTextEquals("type"u8) || reader.ValueTextEquals("role"u8);
            var name = reader.GetString()!;
            reader.Read();
            chunk.MayBeError |= ErrorLook.IsNameOfError(name) && reader.TokenType is not (JsonTokenType.Null or JsonTokenType.False);
            FinishReader.KeepExtra(ref reader, json, chunk, isKnown ? null : name);
        }
    }

    private static MessagePiece? ReadContent(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, AnswerChunk chunk)
    {
        var blocks = new List<MessagePiece>();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                for (var number = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; number++)
                {
                    Add(ref reader, json, chunk, number, blocks);
                }

                break;
            case JsonTokenType.String or JsonTokenType.StartObject:
                Add(ref reader, json, chunk, 0, blocks);
                break;
            default:
                reader.Skip();
                return null;
        }

        return MessagePiece.Of(blocks, MessagePiece.ReasoningDataOf(blocks));
    }

    private static void Add(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, AnswerChunk chunk, int number, List<MessagePiece> blocks)
    {
        if (number == MostBlocks)
        {
            throw new JsonException("There are more blocks than an answer has.");
        }

        if (ContentBlock.Read(ref reader, json) is { } block)
        {
            blocks.Add(block.ToPiece(number));
            chunk.HasOwnWork |= block.IsForeign;
        }
    }
}
