using System;
using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Exchange;
using HolySheep.Providers.Exchange.Reading;

namespace HolySheep.Providers.OpenAIResponses;

/// <summary>Reads a response object: a whole answer, or what an event says of it; members of an unexpected type count as absent.</summary>
internal static class ResponseReader
{
    private const string Completed = "completed";
    private const string Tier = "service_tier";

    // Breaks off: an answer that is not complete, for no reason that is an end.
    private const string Incomplete = "incomplete";

    /// <summary>Reads the object that the reader stands on.</summary>
    /// <param name="reader">Positioned at the object's start, and afterwards at its end.</param>
    /// <param name="json">All of the JSON that the reader reads.</param>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static AnswerChunk Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var response = ReadObject(ref reader, json);
        response.Chunk.FinishReason = FinishOf(response.Status ?? (response.Chunk.HasAnswer ? Completed : null), response);
        return response.Chunk;
    }

    /// <summary>Reads the object of an event that begins or goes on with a response: its answer is still to come.</summary>
    public static AnswerChunk ReadBegun(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var chunk = ReadObject(ref reader, json).Chunk;
        (chunk.Message, chunk.HasAnswer, chunk.Usage) = (null, false, null);
        return chunk;
    }

    /// <summary>Why an answer of this status ended; null if it has not ended.</summary>
    private static string? FinishOf(string? status, in Response response) => status switch
    {
        null => null,
        Completed when response.Chunk.Message?.ToolCalls is { Count: > 0 } => "tool_calls",
        Incomplete => FinishReasons.Find(response.Reason) is { End: not (AnswerEnd.Stop or AnswerEnd.ToolCalls) } ? response.Reason : Incomplete,
        "in_progress" or "queued" => Incomplete,
        _ => status,
    };

    private static Response ReadObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var response = new Response(new AnswerChunk { IsCompletion = true });
        var chunk = response.Chunk;
        List<MessagePiece>? blocks = null;
        string? text = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("output"u8))
            {
                reader.Read();
                blocks = ReadOutput(ref reader, json, chunk) ?? blocks;
            }
            else if (reader.ValueTextEquals("output_text"u8))
            {
                // The joined text, which some servers add.
                reader.Read();
                text = JsonText.Read(ref reader);
            }
            else if (reader.ValueTextEquals("incomplete_details"u8))
            {
                reader.Read();
                response = response with { Reason = ReadReason(ref reader) };
            }
            else if (reader.ValueTextEquals("status"u8))
            {
                reader.Read();
                response = response with { Status = JsonText.Read(ref reader) };
            }
            else
            {
                ReadOther(ref reader, json, chunk);
            }
        }

        Join(chunk, blocks, text);
        return response;
    }

    private static void ReadOther(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, AnswerChunk chunk)
    {
        var (isId, isModel, isCreated) = (reader.ValueTextEquals("id"u8), reader.ValueTextEquals("model"u8), reader.ValueTextEquals("created_at"u8));
        var (isUsage, isError, isKept) = (reader.ValueTextEquals("usage"u8), reader.ValueTextEquals("error"u8), reader.ValueTextEquals(Tier) || reader.ValueTextEquals("content_filters"u8));
        var name = isKept ? reader.GetString() : null;
        reader.Read();
        if (isUsage)
        {
            chunk.Usage = TokenUsageReader.Read(ref reader) ?? chunk.Usage;
        }
        else if (name is not null && reader.TokenType != JsonTokenType.Null)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            (chunk.Extra ??= [])[name] = JsonText.OfBytes(json.Slice(start, (int)reader.BytesConsumed - start));
            chunk.OtherCharge = (name == Tier ? OtherCharges.OfTier(chunk.Extra[name].Trim('"')) : null) ?? chunk.OtherCharge;
        }
        else if (isId || isModel || isCreated)
        {
            var value = JsonText.Read(ref reader);
            chunk.Id = isId ? value : chunk.Id;
            chunk.Model = isModel ? value : chunk.Model;
            chunk.Created = isCreated ? JsonText.Number(value) : chunk.Created;
        }
        else
        {
            chunk.MayBeError |= isError && reader.TokenType is not (JsonTokenType.Null or JsonTokenType.False);
            reader.Skip();
        }
    }

    private static string? ReadReason(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return JsonText.Read(ref reader);
        }

        string? reason = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isReason = reader.ValueTextEquals("reason"u8);
            reader.Read();
            if (isReason)
            {
                reason = JsonText.Read(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return reason;
    }

    /// <summary>The blocks of all items in their order; null if it is not a list.</summary>
    private static List<MessagePiece>? ReadOutput(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, AnswerChunk chunk)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return null;
        }

        var blocks = new List<MessagePiece>();
        var paid = 0;
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            if (ItemReader.Read(ref reader, json) is { } item)
            {
                blocks.AddRange(item.ToBlocks(index));
                paid += item.IsPaidTool ? 1 : 0;
                chunk.HasOther |= item.IsOther;
                chunk.HasOwnWork |= item.IsOwnWork;
                chunk.Pictures = item.IsPicture ? [.. chunk.Pictures ?? [], item.Raw!] : chunk.Pictures;
            }
        }

        chunk.OtherCharge = paid > 0 ? OtherCharges.ToolsOf(paid) : chunk.OtherCharge;

        return blocks;
    }

    /// <summary>The blocks as one message that holds the same joined.</summary>
    private static void Join(AnswerChunk chunk, List<MessagePiece>? blocks, string? text)
    {
        chunk.SpeaksOfAnswer = blocks is not null;
        if (blocks is not { Count: > 0 } && string.IsNullOrEmpty(text))
        {
            // A completed response without output is an answer, an empty one.
            chunk.Message = blocks is null ? null : new MessagePiece();
            return;
        }

        blocks ??= [];
        chunk.HasAnswer = true;
        chunk.Message = MessagePiece.Of(blocks, MessagePiece.ReasoningDataOf(blocks));
        if (string.IsNullOrEmpty(chunk.Message.Content))
        {
            chunk.Message.Content = text;
        }
    }

    private readonly record struct Response(AnswerChunk Chunk, string? Status = null, string? Reason = null);
}
