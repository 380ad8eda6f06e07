using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.OpenAIChat;

/// <summary>Reads tool calls, whole or in part.</summary>
internal static class ToolCallReader
{
    /// <summary>Reads a list of calls, one call, or an object whose members are calls; null if there is none.</summary>
    /// <param name="reader">Stands on their start, and afterwards on their end.</param>
    /// <param name="hasCustom">Whether one is a call of another kind than a function, such as a custom tool, whose input is a text: it is left out.</param>
    public static List<ToolCallPiece>? ReadList(ref Utf8JsonReader reader, out bool hasCustom)
    {
        var calls = new List<ToolCallPiece>();
        hasCustom = false;
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                Add(calls, ReadOne(ref reader, ref hasCustom));
            }
        }
        else if (reader.TokenType == JsonTokenType.StartObject && !IsCall(reader))
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                reader.Read();
                Add(calls, ReadOne(ref reader, ref hasCustom));
            }
        }
        else
        {
            Add(calls, ReadOne(ref reader, ref hasCustom));
        }

        return calls.Count == 0 ? null : calls.Count > 1 && calls.TrueForAll(call => call.Index is null && string.IsNullOrEmpty(call.Id)) ? Numbered(calls) : calls;
    }

    /// <summary>Reads the older form, which has one function and no id.</summary>
    public static List<ToolCallPiece>? ReadFunction(ref Utf8JsonReader reader)
    {
        var isCustom = false;
        return ReadOne(ref reader, ref isCustom) is { } call ? [call] : null;
    }

    // Nothing else tells the calls of one list apart.
    private static List<ToolCallPiece> Numbered(List<ToolCallPiece> calls) => [.. calls.Select((call, place) => call with { Index = place })];

    private static void Add(List<ToolCallPiece> calls, ToolCallPiece? call)
    {
        if (calls.Count == ToolCallList.MostCalls)
        {
            throw new JsonException("There are more tool calls than an answer has.");
        }

        if (call is not null)
        {
            calls.Add(call);
        }
    }

    private static ToolCallPiece? ReadOne(ref Utf8JsonReader reader, ref bool hasCustom)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var call = new ToolCallPiece(null, null, null, null);
        var (isCustom, hasOwnMember) = (false, false);
        bool? isFunction = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("index"u8))
            {
                reader.Read();
                call = call with { Index = JsonText.ReadNumber(ref reader) is >= 0 and < int.MaxValue and var index ? (int)index : null };
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                call = call with { Id = JsonText.Read(ref reader) };
            }
            else if (reader.ValueTextEquals("function"u8))
            {
                reader.Read();
                call = ReadOne(ref reader, ref hasCustom) is { } function ? call with { Name = function.Name, Arguments = function.Arguments } : call;
            }
            else if (reader.ValueTextEquals("custom"u8))
            {
                reader.Read();
                isCustom = reader.TokenType == JsonTokenType.StartObject;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                isFunction = JsonText.Read(ref reader) is { Length: > 0 } kind ? kind == "function" : isFunction;
            }
            else if (reader.ValueTextEquals("name"u8))
            {
                reader.Read();
                call = call with { Name = JsonText.Read(ref reader) };
            }
            else if (reader.ValueTextEquals("arguments"u8))
            {
                reader.Read();
                call = call with { Arguments = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? JsonText.ReadRaw(ref reader) : JsonText.Read(ref reader) };
            }
            else if (reader.ValueTextEquals("extra_content"u8))
            {
                reader.Read();
                call = reader.TokenType == JsonTokenType.StartObject ? call with { Data = JsonText.ReadRaw(ref reader) } : call;
            }
            else
            {
                reader.Read();
                hasOwnMember |= reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.String;
                reader.Skip();
            }
        }

        // Only the first piece of a call in a stream names its kind.
        isCustom |= hasOwnMember && isFunction != true && (isFunction == false || call.Id is null) && call is { Name: null, Arguments: null };
        hasCustom |= isCustom;
        return isCustom || call is { Id: null, Name: null, Arguments: null } ? null : call;
    }

    private static bool IsCall(Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("function"u8) || reader.ValueTextEquals("name"u8) || reader.ValueTextEquals("id"u8))
            {
                return true;
            }

            reader.Read();
            reader.Skip();
        }

        return false;
    }
}
