using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace HolySheep.Providers.Exchange;

/// <summary>Replaces single values in a JSON object and leaves every other byte as it is.</summary>
internal sealed class BodySplice
{
    private readonly ReadOnlyMemory<byte> _json;
    private readonly Dictionary<string, (int Start, int Length)> _members = new(StringComparer.Ordinal);
    private readonly List<(int Start, int Length, string Text)> _edits = [];
    private readonly int _end;

    /// <summary>Finds the members of an object.</summary>
    /// <exception cref="JsonException">It is not one JSON object.</exception>
    public BodySplice(ReadOnlyMemory<byte> json)
    {
        _json = json;
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("It is not an object.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            _members[name] = (start, (int)reader.BytesConsumed - start);
        }

        _end = (int)reader.TokenStartIndex;
    }

    /// <summary>The JSON of a member; null if it is missing.</summary>
    public JsonElement? Find(string name)
    {
        if (!_members.TryGetValue(name, out var place))
        {
            return null;
        }

        using var document = JsonDocument.Parse(_json.Slice(place.Start, place.Length));
        return document.RootElement.Clone();
    }

    /// <summary>Gives a member another value, or adds it after the others.</summary>
    /// <param name="name">The member.</param>
    /// <param name="value">The value, as JSON.</param>
    public void Set(string name, string value)
    {
        if (_members.TryGetValue(name, out var place))
        {
            _edits.Add((place.Start, place.Length, value));
        }
        else
        {
            _edits.Add((_end, 0, $"{(_members.Count > 0 || _edits.Exists(edit => edit.Start == _end) ? "," : "")}\"{name}\":{value}"));
        }
    }

    /// <summary>The object with its changes.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream(_json.Length + 64);
        var place = 0;
        foreach (var (start, length, text) in _edits.OrderBy(edit => edit.Start))
        {
            Write(bytes, _json.Slice(place, start - place));
            Write(bytes, Encoding.UTF8.GetBytes(text));
            place = start + length;
        }

        Write(bytes, _json.Slice(place));
        return bytes.ToArray();
    }

    private static void Write(MemoryStream bytes, ReadOnlyMemory<byte> part)
    {
        var copy = part.ToArray();
        bytes.Write(copy, 0, copy.Length);
    }
}
