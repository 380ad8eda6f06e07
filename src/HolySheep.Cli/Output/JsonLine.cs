using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HolySheep.Cli.Output;

/// <summary>Writes JSON on one line, with unescaped letters.</summary>
internal static class JsonLine
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>A list of items.</summary>
    public static string OfList<T>(IEnumerable<T> items, Action<Utf8JsonWriter, T> write) => Of(json =>
    {
        json.WriteStartArray();
        WriteItems(json, items, write);
    });

    /// <summary>A member that is a list of items.</summary>
    public static void WriteList<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        WriteItems(json, items, write);
    }

    public static void WriteNumber(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static void WriteMilliseconds(Utf8JsonWriter json, string name, TimeSpan? value) =>
        WriteNumber(json, name, value is { } known ? (decimal)Math.Round(known.TotalMilliseconds) : null);

    public static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            json.WriteString(name, known.UtcDateTime);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static void WriteBoolean(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } known)
        {
            json.WriteBoolean(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values) => WriteList(json, name, values, static (writer, value) => writer.WriteStringValue(value));

    public static void WriteMap(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, string>> values)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in values)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    /// <summary>The members of an object that is there as text.</summary>
    public static void WriteMembers(Utf8JsonWriter json, string text)
    {
        using var document = JsonDocument.Parse(text);
        foreach (var member in document.RootElement.EnumerateObject())
        {
            member.WriteTo(json);
        }
    }

    private static void WriteItems<T>(Utf8JsonWriter json, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        foreach (var item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }
}
