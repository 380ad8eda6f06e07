using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.OpenAIChat;

/// <summary>Reads tool calls, whole or in part.</summary>
internal static class ToolCallReader
{
    /// <summary>Reads a list of calls, one call, or an object whose members are calls; null if there is none.</summary>
    public static List<ToolCallPiece>? ReadList(ref Utf8JsonReader reader)
    {
        var calls = new List<ToolCallPiece>();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                Add(calls, ReadOne(ref reader));
            }
        }
        else if (reader.TokenType == JsonTokenType.StartObject && !IsCall(reader))
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                reader.Read();
                Add(calls, ReadOne(ref reader));
            }
        }
        else
        {
            Add(calls, ReadOne(ref reader));
        }

        return calls.Count == 0 ? null : calls;
    }

    /// <summary>Reads the older form, which has one function and no id.</summary>
    public static List<ToolCallPiece>? ReadFunction(ref Utf8JsonReader reader) => ReadOne(ref reader) is { } call ? [call] : null;

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

    private static ToolCallPiece? ReadOne(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var call = new ToolCallPiece(null, null, null, null);
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
                call = ReadOne(ref reader) is { } function ? call with { Name = function.Name, Arguments = function.Arguments } : call;
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
                reader.Skip();
            }
        }

        return call is { Id: null, Name: null, Arguments: null } ? null : call;
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
