using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>Reads the JSON objects in a log. Nothing that is null is written, but for texts in tags.</summary>
internal static class LogMembers
{
    /// <summary>Reads a member into an object.</summary>
    /// <param name="json">At the value of the member.</param>
    /// <param name="name">The name of the member.</param>
    /// <param name="value">The object.</param>
    /// <returns>False if the member is not known; it is then skipped.</returns>
    public delegate bool Reader<T>(ref Utf8JsonReader json, string name, ref T value);

    /// <summary>Reads the object at which the reader is.</summary>
    /// <param name="json">At the start of the object.</param>
    /// <param name="value">The object without a member.</param>
    /// <param name="read">Reads a member.</param>
    /// <exception cref="JsonException">It is something else, or cut short.</exception>
    public static T Object<T>(ref Utf8JsonReader json, T value, Reader<T> read)
    {
        Require(json.TokenType == JsonTokenType.StartObject);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = LogNames.Of(ref json);
            json.Read();
            if (!read(ref json, name, ref value))
            {
                json.Skip();
            }
        }

        Require(json.TokenType == JsonTokenType.EndObject);
        return value;
    }

    /// <summary>Reads an object of texts.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static Dictionary<string, string> Texts(ref Utf8JsonReader json) => Object(ref json, new Dictionary<string, string>(), static (ref Utf8JsonReader member, string name, ref Dictionary<string, string> texts) =>
    {
        texts[name] = member.GetString()!;
        return true;
    });

    /// <summary>Reads an array of whole numbers.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static List<long> Numbers(ref Utf8JsonReader json)
    {
        var numbers = new List<long>();
        Require(json.TokenType == JsonTokenType.StartArray);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            numbers.Add(json.GetInt64());
        }

        return numbers;
    }

    /// <summary>Reads a time span as the JSON serializer writes it.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static TimeSpan Time(ref Utf8JsonReader json) => TimeSpan.ParseExact(json.GetString()!, "c", CultureInfo.InvariantCulture);

    private static void Require(bool isRight)
    {
        if (!isRight)
        {
            throw new JsonException();
        }
    }
}
