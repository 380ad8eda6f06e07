using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>Reads the JSON objects in a log. Nothing that is null is written, but for texts in tags.</summary>
internal static class LogMembers
{
    /// <summary>Moves to the value of the next member of an object.</summary>
    /// <param name="json">At the start of an object, or at the end of a member's value.</param>
    /// <returns>The member's name; null at the end of the object.</returns>
    /// <exception cref="JsonException">It is cut short.</exception>
    public static string? Next(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.EndObject)
        {
            return null;
        }

        Require(json.TokenType == JsonTokenType.PropertyName);
        var name = json.GetString();
        json.Read();
        return name;
    }

    /// <summary>Reads an object of texts.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static Dictionary<string, string> Texts(ref Utf8JsonReader json)
    {
        var texts = new Dictionary<string, string>();
        Require(json.TokenType == JsonTokenType.StartObject);
        while (Next(ref json) is { } name)
        {
            texts[name] = json.GetString()!;
        }

        return texts;
    }

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

    /// <summary>Throws unless the JSON is as expected.</summary>
    /// <exception cref="JsonException">It is not.</exception>
    public static void Require(bool isRight)
    {
        if (!isRight)
        {
            throw new JsonException();
        }
    }
}
