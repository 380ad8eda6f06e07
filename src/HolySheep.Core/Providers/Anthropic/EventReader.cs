using System;
using System.Text.Json;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Errors;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Anthropic;

/// <summary>Reads one event of a stream, in whatever order its members stand.</summary>
internal static class EventReader
{
    private const string MessageDelta = "message_delta";
    private const string MessageStop = "message_stop";

    /// <summary>True for the events that hold an answer.</summary>
    public static bool IsOwn(string type) => type is "message_start" or "content_block_start" or "content_block_delta" or "content_block_stop" or MessageDelta or MessageStop;

    /// <summary>Reads the object that the reader stands on.</summary>
    /// <param name="eventType">The name of the event, which counts if the object names none.</param>
    /// <param name="reader">Positioned at the object's start, and afterwards at its end.</param>
    /// <param name="json">All of the JSON.</param>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static AnswerChunk Read(string eventType, ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var chunk = new AnswerChunk();
        var type = eventType;
        var number = 0;
        ContentBlock? block = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                type = JsonText.Read(ref reader) ?? type;
            }
            else if (reader.ValueTextEquals("index"u8))
            {
                reader.Read();
                number = JsonText.ReadNumber(ref reader) is >= 0 and < int.MaxValue and var index ? (int)index : number;
            }
            else if (reader.ValueTextEquals("content_block"u8))
            {
                reader.Read();
                block = ContentBlock.Read(ref reader, json);
            }
            else if (reader.ValueTextEquals("delta"u8))
            {
                block = ReadDelta(ref reader, json, chunk) ?? block;
            }
            else if (reader.ValueTextEquals("message"u8))
            {
                ReadStart(ref reader, json, chunk);
            }
            else if (reader.ValueTextEquals("usage"u8))
            {
                reader.Read();
                chunk.Counts = CountReader.Read(ref reader) ?? chunk.Counts;
            }
            else
            {
                chunk.MayBeError |= ErrorLook.IsNameOfError(reader.GetString()!);
                reader.Read();
                reader.Skip();
            }
        }

        if (block is not null && type is "content_block_start" or "content_block_delta")
        {
            chunk.Delta = block!.ToPiece(number);
            chunk.HasOwnWork |= block.IsForeign;
            chunk.BringsContent = block.BringsContent;
        }

        // An end with counts is not the last word: the counts may follow again, and the end of the stream says that they do not.
        chunk.SpeaksOfAnswer = chunk.HasAnswer = IsOwn(type);
        chunk.EndsStream = type == MessageStop;
        return chunk;
    }

    /// <summary>Reads a delta: a piece of a block, which names its type, or why the answer ended, which names none.</summary>
    private static ContentBlock? ReadDelta(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, AnswerChunk chunk)
    {
        reader.Read();
        var ending = reader;
        var block = ContentBlock.Read(ref reader, json);
        if (block is not { HasType: false } || ending.TokenType != JsonTokenType.StartObject)
        {
            return block;
        }

        while (ending.Read() && ending.TokenType == JsonTokenType.PropertyName)
        {
            if (!FinishReader.Read(ref ending, json, chunk))
            {
                var name = ending.GetString()!;
                ending.Read();
                FinishReader.KeepExtra(ref ending, json, chunk, name);
            }
        }

        return null;
    }

    /// <summary>Reads the message that a stream begins with. Its content is empty; what stands in it nevertheless is the answer's beginning.</summary>
    private static void ReadStart(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, AnswerChunk chunk)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        var start = AnswerReader.Read(ref reader, json);
        (chunk.Id, chunk.Model, chunk.Counts, chunk.Extra, chunk.HasOwnWork) = (start.Id, start.Model, start.Counts, start.Extra, start.HasOwnWork);
        if (start.Message is { IsEmpty: false } message)
        {
            chunk.Delta = message;
        }
    }
}
