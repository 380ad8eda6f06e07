using System;
using System.Text.Json;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Exchange;
using HolySheep.Providers.Exchange.Reading;

namespace HolySheep.Providers.OpenAIResponses;

/// <summary>Reads one event of a stream; an event that says nothing of the answer's text, reasoning or tool calls is skipped.</summary>
internal static class EventReader
{
    /// <summary>Stands between the parts of a summary of reasoning.</summary>
    public const string BetweenParagraphs = "\n\n";

    private const string Own = "response.";
    private const int MostIndexes = 1_000_000;

    /// <summary>Reads the object that the reader stands on.</summary>
    /// <param name="eventType">The name of the event, for servers that leave the type out of its data.</param>
    /// <param name="reader">Positioned at the object's start, and afterwards at its end.</param>
    /// <param name="json">All of the JSON that the reader reads.</param>
    public static AnswerChunk Read(string eventType, ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var type = TypeOf(reader) ?? eventType;
        var said = new EventMembers();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("response"u8))
            {
                reader.Read();
                said.Response = reader.TokenType != JsonTokenType.StartObject ? Skip(ref reader) : IsEnd(type) ? ResponseReader.Read(ref reader, json) : ResponseReader.ReadBegun(ref reader, json);
            }
            else if (reader.ValueTextEquals("item"u8))
            {
                reader.Read();
                said.Item = ItemReader.Read(ref reader, json);
            }
            else if (reader.ValueTextEquals("part"u8))
            {
                reader.Read();
                said.Part = ItemReader.ReadPart(ref reader);
            }
            else if (reader.ValueTextEquals("annotation"u8))
            {
                reader.Read();
                said.HasMore |= reader.TokenType == JsonTokenType.StartObject;
                said.Citation = CitationReader.ReadSingle(ref reader);
            }
            else
            {
                ReadValue(ref reader, said);
            }
        }

        return ToChunk(type, said);
    }

    private static void ReadValue(ref Utf8JsonReader reader, EventMembers said)
    {
        var (isDelta, isItem, isPart, isSummary) = (reader.ValueTextEquals("delta"u8), reader.ValueTextEquals("output_index"u8), reader.ValueTextEquals("content_index"u8), reader.ValueTextEquals("summary_index"u8));
        var isWhole = reader.ValueTextEquals("text"u8) || reader.ValueTextEquals("arguments"u8) || reader.ValueTextEquals("refusal"u8);
        var isId = reader.ValueTextEquals("item_id"u8);
        var isPicture = reader.ValueTextEquals("partial_image_b64"u8);
        reader.Read();
        said.HasMore |= isPicture ? reader is { TokenType: JsonTokenType.String, ValueSpan.Length: > 0 } : isDelta && reader.TokenType == JsonTokenType.StartObject;
        if (!isDelta && !isItem && !isPart && !isSummary && !isWhole && !isId)
        {
            reader.Skip();
            return;
        }

        var text = JsonText.Read(ref reader);
        said.Delta = isDelta ? text : said.Delta;
        said.Whole = isWhole ? text : said.Whole;
        said.ItemId = isId ? text : said.ItemId;
        said.ItemIndex = isItem ? Index(text) : said.ItemIndex;
        said.PartIndex = isPart ? Index(text) : said.PartIndex;
        said.SummaryIndex = isSummary ? Index(text) : said.SummaryIndex;
    }

    private static AnswerChunk ToChunk(string type, EventMembers said)
    {
        if (said.Response is { } response)
        {
            return OfResponse(type, response);
        }

        var chunk = OfPiece(type, said);
        chunk.BringsContent = chunk.SpeaksOfAnswer && (said.HasMore || !string.IsNullOrEmpty(said.Delta) || said.Item is { IsOwnWork: true });
        return chunk;
    }

    private static AnswerChunk OfPiece(string type, EventMembers said)
    {
        if (type == "response.output_item.done" && said.Item is { IsPaidTool: true })
        {
            // The end repeats all items, but a stream may be cut before it.
            return new AnswerChunk { SpeaksOfAnswer = true, HasOwnWork = true, OtherCharge = OtherCharges.ToolsOf(1) };
        }

        if (type is "response.custom_tool_call_input.delta" or "response.custom_tool_call_input.done" || said.Item is { IsOther: true })
        {
            return new AnswerChunk { SpeaksOfAnswer = true, HasAnswer = true, HasOther = true };
        }

        var (item, block) = (said.ItemIndex, OutputItem.Block(said.ItemIndex, said.PartIndex));
        return type switch
        {
            "response.output_text.delta" => Piece(new MessagePiece { Block = block, Content = said.Delta }),
            "response.output_text.done" => Piece(new MessagePiece { Block = block, Content = said.Whole }, isWhole: true),
            "response.refusal.delta" => Piece(new MessagePiece { Block = block, Refusal = said.Delta }),
            "response.refusal.done" => Piece(new MessagePiece { Block = block, Refusal = said.Whole }, isWhole: true),
            "response.content_part.done" when said.Part is { } part => Piece(part.ToBlock(block), isWhole: true),
            "response.output_text.annotation.added" when said.Citation is { Url: not null } citation => Piece(new MessagePiece { Block = block, Citations = [citation] }),
            "response.function_call_arguments.delta" => Piece(Arguments(said, said.Delta)),
            "response.function_call_arguments.done" => Piece(Arguments(said, said.Whole), isWhole: true),
            "response.reasoning_summary_part.added" when said.SummaryIndex > 0 => Piece(new MessagePiece { Block = OutputItem.Block(item), Reasoning = BetweenParagraphs }),
            "response.reasoning_summary_text.delta" or "response.reasoning_text.delta" => Piece(new MessagePiece { Block = OutputItem.Block(item), Reasoning = said.Delta }),
            "response.output_item.added" when said.Item is { IsCall: true } call => Piece(call.ToCall(item, arguments: null)),
            "response.output_item.done" when said.Item is { } done => Piece(new MessagePiece { Blocks = [.. done.ToBlocks(item)] }, isWhole: true),
            _ => new AnswerChunk { SpeaksOfAnswer = type.StartsWith(Own, StringComparison.Ordinal) },
        };
    }

    private static AnswerChunk OfResponse(string type, AnswerChunk response)
    {
        response.SpeaksOfAnswer = true;
        if (!IsEnd(type))
        {
            return response;
        }

        (response.HasAnswer, response.EndsStream) = (true, true);
        response.MayBeError |= type == "response.failed";
        response.FinishReason ??= type.Substring(Own.Length);

        // Some servers give only the pieces, and no output at the end.
        response.Message = response.Message is { IsEmpty: true, Blocks: not { Count: > 0 } } ? null : response.Message;
        return response;
    }

    private static AnswerChunk Piece(MessagePiece piece, bool isWhole = false)
    {
        piece.IsWhole = isWhole;
        return new AnswerChunk { SpeaksOfAnswer = true, HasAnswer = true, Delta = piece };
    }

    private static MessagePiece Arguments(EventMembers said, string? arguments) => new() { Block = OutputItem.Block(said.ItemIndex), ToolCalls = [new ToolCallPiece(said.ItemIndex, null, null, arguments) { ItemId = said.ItemId }] };

    /// <summary>The type in the data of an event, wherever it is; null if there is none.</summary>
    private static string? TypeOf(Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            reader.Read();
            if (isType && reader.TokenType == JsonTokenType.String)
            {
                return JsonText.Read(ref reader);
            }

            reader.Skip();
        }

        return null;
    }

    private static bool IsEnd(string type) => type is "response.completed" or "response.incomplete" or "response.failed" or "response.cancelled";

    private static int Index(string? number) => JsonText.Number(number) is >= 0 and < MostIndexes and var index ? (int)index : 0;

    private static AnswerChunk? Skip(ref Utf8JsonReader reader)
    {
        reader.Skip();
        return null;
    }
}
