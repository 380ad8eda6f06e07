using System;
using System.Text.Json;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Batches;

/// <summary>Finds members of JSON as the bytes that they are, to be read by what reads whole bodies.</summary>
internal static class JsonSlice
{
    /// <summary>The bytes of a member's value; empty if it is missing or null, or if the JSON is not an object.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static ReadOnlySpan<byte> Member(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        if (json.IsEmpty)
        {
            return default;
        }

        var reader = new Utf8JsonReader(json);
        ReadOnlySpan<byte> found = default;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return found;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            var isNull = reader.TokenType == JsonTokenType.Null;
            reader.Skip();
            if (isIt && !isNull)
            {
                found = json.Slice(start, (int)reader.BytesConsumed - start);
            }
        }

        return found;
    }

    /// <summary>The text of a member; null if it is missing or not a text.</summary>
    public static string? Text(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        var value = Member(json, name);
        if (value.IsEmpty || value[0] != (byte)'"')
        {
            return null;
        }

        var reader = new Utf8JsonReader(value);
        reader.Read();
        return JsonText.Read(ref reader);
    }

    /// <summary>The number of a member; null if it is missing or not a number.</summary>
    public static int? Number(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        var value = Member(json, name);
        if (value.IsEmpty)
        {
            return null;
        }

        var reader = new Utf8JsonReader(value);
        reader.Read();
        return JsonText.ReadNumber(ref reader) is { } number and >= int.MinValue and <= int.MaxValue ? (int)number : null;
    }
}
