using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HolySheep.Configuration.Edits.Comments;

/// <summary>Finds the places of a JSON text, with the comments of each.</summary>
internal sealed class CommentedPlaces
{
    private const string Separator = "\u0001";
    private const string End = "\u0002";

    // What tells the items of a list apart, so that a comment stays with its item when another is added or removed.
    private static readonly string[] Identities = ["name", "target", "model"];

    private readonly byte[] _bytes;
    private readonly List<CommentedPlace> _places = [];
    private readonly List<string> _pending = [];
    private readonly Stack<(string Name, Dictionary<string, int>? Items)> _parents = new();
    private bool _awaitsValue;
    private int _tokenEnd;
    private int _line;
    private int _counted;

    private CommentedPlaces(byte[] bytes) => _bytes = bytes;

    /// <summary>The places in the order of the text.</summary>
    /// <exception cref="JsonException">The text is not valid JSON.</exception>
    public static IReadOnlyList<CommentedPlace> Read(string text)
    {
        var places = new CommentedPlaces(Encoding.UTF8.GetBytes(text));
        places.Walk();
        return places._places;
    }

    private void Walk()
    {
        var reader = new Utf8JsonReader(_bytes, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Allow });
        while (reader.Read())
        {
            var start = (int)reader.TokenStartIndex;
            if (reader.TokenType == JsonTokenType.Comment)
            {
                AddComment(start, (int)reader.BytesConsumed);
                continue;
            }

            switch (reader.TokenType)
            {
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    Begin(_parents.Pop().Name + End, start);
                    break;
                case JsonTokenType.PropertyName:
                    Begin(_parents.Peek().Name + Separator + reader.GetString(), start);
                    break;
                case var _ when _awaitsValue:
                    // The place is the member's, which has begun.
                    break;
                default:
                    Begin(_parents.Count == 0 ? "" : ItemName(reader), start);
                    break;
            }

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                _parents.Push((_places[_places.Count - 1].Name, reader.TokenType == JsonTokenType.StartArray ? new(StringComparer.Ordinal) : null));
            }

            _awaitsValue = reader.TokenType == JsonTokenType.PropertyName;
            _tokenEnd = (int)reader.BytesConsumed;
        }

        Begin(End + End, _bytes.Length);
    }

    private void Begin(string name, int start)
    {
        for (; _counted < start; _counted++)
        {
            _line += _bytes[_counted] == (byte)'\n' ? 1 : 0;
        }

        var place = new CommentedPlace(name, _line);
        place.Above.AddRange(_pending);
        _pending.Clear();
        _places.Add(place);
    }

    private void AddComment(int from, int to)
    {
        var comment = Encoding.UTF8.GetString(_bytes, from, to - from).Trim();
        if (_places.Count > 0 && (_awaitsValue || !HasLineBreak(_tokenEnd, from)))
        {
            _places[_places.Count - 1].Beside.Add(comment);

            // Another may follow where a comment over several lines ends.
            _tokenEnd = comment.StartsWith("//", StringComparison.Ordinal) ? from : to;
        }
        else
        {
            _pending.Add(comment);
        }
    }

    private bool HasLineBreak(int from, int to) => _bytes.AsSpan(from, to - from).IndexOfAny((byte)'\n', (byte)'\r') >= 0;

    /// <summary>The name of an item of a list: what identifies it, otherwise its text; equal ones are counted.</summary>
    private string ItemName(Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        var item = JsonNode.Parse(_bytes.AsSpan(start, (int)reader.BytesConsumed - start), null, ConfigurationText.Tolerant);
        var identity = item?.ToJsonString() ?? "null";
        foreach (var key in Identities)
        {
            if (item is JsonObject members && members[key] is JsonValue value)
            {
                identity = value.ToJsonString();
                break;
            }
        }

        var (parent, items) = _parents.Peek();
        items!.TryGetValue(identity, out var before);
        items[identity] = before + 1;
        return parent + Separator + before.ToString(CultureInfo.InvariantCulture) + Separator + identity;
    }
}
