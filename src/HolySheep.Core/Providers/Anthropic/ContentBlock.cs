using System;
using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Chat.Parts;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Anthropic;

/// <summary>A block of an answer's content, or a piece of one; members of an unexpected type count as absent.</summary>
internal sealed class ContentBlock
{
    private string? _type;
    private string? _text;
    private string? _thinking;
    private string? _signature;
    private string? _data;
    private string? _id;
    private string? _name;
    private string? _input;
    private string? _partial;
    private string? _caller;
    private List<ChatCitation>? _citations;
    private string _json = "";
    private bool _hasMore;

    /// <summary>True if it names its type.</summary>
    public bool HasType => _type is not null;

    /// <summary>True for a block that only the provider understands, such as the result of a tool that it ran itself; pieces of blocks that are not known are left out.</summary>
    public bool IsForeign => _type is not (null or "text" or "thinking" or "redacted_thinking" or "tool_use") && !_type.EndsWith("_delta", StringComparison.Ordinal);

    /// <summary>True if it brings content of another kind than text, thoughts and calls of the caller's tools. What a piece of an unknown kind holds is content; the seal of thoughts is not an answer's beginning.</summary>
    public bool BringsContent => IsForeign || !string.IsNullOrEmpty(_partial)
        || (_type is not ("text_delta" or "thinking_delta") && _type?.EndsWith("_delta", StringComparison.Ordinal) == true && (_hasMore || !string.IsNullOrEmpty(_text)));

    /// <summary>Reads the block that the reader stands on; null if it is not one.</summary>
    public static ContentBlock? Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new ContentBlock { _type = "text", _text = JsonText.Read(ref reader) };
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var block = new ContentBlock();
        var start = (int)reader.TokenStartIndex;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            block.ReadMember(ref reader);
        }

        if (block.IsForeign)
        {
            block._json = JsonText.OfBytes(json.Slice(start, (int)reader.BytesConsumed - start));
        }

        return block;
    }

    /// <summary>What the block or its piece says.</summary>
    /// <param name="number">The number of the block.</param>
    public MessagePiece ToPiece(int number)
    {
        var piece = new MessagePiece { Block = number, Citations = _citations };
        switch (_type)
        {
            case "text" or "text_delta":
                piece.Content = _text;
                break;
            case "thinking" or "thinking_delta":
                (piece.Reasoning, piece.ReasoningData) = (_thinking, Signature);
                break;
            case "signature_delta":
                piece.ReasoningData = Signature;
                break;
            case "redacted_thinking":
                piece.ReasoningData = string.IsNullOrEmpty(_data) ? null : OpaqueData.Hidden(_data!);
                break;
            case "tool_use":
                piece.ToolCalls = [new ToolCallPiece(number, _id, _name, _input) { Data = _caller }];
                break;
            case "input_json_delta" when _partial is { Length: > 0 } partial:
                (piece.ToolCalls, piece.DataOrToolCalls) = ([new ToolCallPiece(number, null, null, partial)], OpaqueData.Input(partial));
                break;
            case not null when IsForeign:
                piece.ReasoningData = OpaqueData.Block(_json);
                break;
        }

        return piece;
    }

    private string? Signature => string.IsNullOrEmpty(_signature) ? null : OpaqueData.Signature(_signature!);

    private void ReadMember(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("citations"u8) || reader.ValueTextEquals("citation"u8))
        {
            reader.Read();
            _hasMore |= reader.TokenType == JsonTokenType.StartObject;
            _citations = SourceReader.Read(ref reader) ?? _citations;
        }
        else if (reader.ValueTextEquals("input"u8))
        {
            reader.Read();
            _input = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? JsonText.ReadRaw(ref reader) : JsonText.Read(ref reader);
        }
        else if (reader.ValueTextEquals("caller"u8))
        {
            reader.Read();
            _caller = ReadCaller(ref reader);
        }
        else if (reader.ValueTextEquals("type"u8))
        {
            _type = Next(ref reader);
        }
        else if (reader.ValueTextEquals("text"u8))
        {
            _text = Next(ref reader);
        }
        else if (reader.ValueTextEquals("thinking"u8))
        {
            _thinking = Next(ref reader);
        }
        else if (reader.ValueTextEquals("signature"u8))
        {
            _signature = Next(ref reader);
        }
        else if (reader.ValueTextEquals("data"u8))
        {
            _data = Next(ref reader);
        }
        else if (reader.ValueTextEquals("id"u8))
        {
            _id = Next(ref reader);
        }
        else if (reader.ValueTextEquals("name"u8))
        {
            _name = Next(ref reader);
        }
        else if (reader.ValueTextEquals("partial_json"u8))
        {
            _partial = Next(ref reader);
        }
        else
        {
            reader.Read();
            _hasMore |= reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray || reader is { TokenType: JsonTokenType.String, ValueSpan.Length: > 0 };
            reader.Skip();
        }
    }

    /// <summary>Which of the provider's own tools made the call, in one line; null if the model did.</summary>
    private static string? ReadCaller(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var caller = JsonElement.ParseValue(ref reader);
        return caller.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("direct") ? null : JsonText.OneLine(caller.GetRawText());
    }

    private static string? Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        return JsonText.Read(ref reader);
    }
}
