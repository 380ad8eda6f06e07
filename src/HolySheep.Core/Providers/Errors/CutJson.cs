using System;
using System.Collections.Generic;
using System.Text.Json;

namespace HolySheep.Providers.Errors;

/// <summary>Completes JSON that lost its end, as of an error that quotes a long request.</summary>
internal static class CutJson
{
    /// <summary>The values that are complete, with their objects and lists closed; null if none is.</summary>
    /// <param name="json">One object or list whose end is missing.</param>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static byte[]? Close(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock: false, default);
        var open = new Stack<byte>();
        var end = 0;
        var holdsValue = false;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    open.Push((byte)'}');
                    break;
                case JsonTokenType.StartArray:
                    open.Push((byte)']');
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    break;
                case JsonTokenType.PropertyName:
                    continue;
                default:
                    holdsValue = true;
                    break;
            }

            end = (int)reader.BytesConsumed;
        }

        return holdsValue ? [.. json.Slice(0, end), .. open] : null;
    }
}
