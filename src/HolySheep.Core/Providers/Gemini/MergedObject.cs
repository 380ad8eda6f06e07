using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Gemini;

/// <summary>Writes an object of the body whose members come from the request's options and from its further members. As on every wire, a further member replaces an option of the same name, and no other.</summary>
internal sealed class MergedObject
{
    private readonly Utf8JsonWriter _writer;
    private readonly MergedObject? _parent;
    private readonly string _name;
    private readonly JsonElement? _theirs;
    private readonly HashSet<string> _merged = [];
    private bool _open;

    /// <param name="writer">Stands in the body.</param>
    /// <param name="name">The name of the object.</param>
    /// <param name="theirs">The further member of the same name, as JSON text; null if there is none.</param>
    /// <param name="model">The model that is asked.</param>
    /// <param name="notes">Is told if the further member is not an object.</param>
    public MergedObject(Utf8JsonWriter writer, string name, string? theirs, string model, WireNotes notes)
        : this(writer, null, name, theirs is null ? null : Read(theirs))
    {
        if (theirs is not null && _theirs is null)
        {
            notes.LeftOut($"The extra member '{name}'", model, "it is not an object");
        }
    }

    private MergedObject(Utf8JsonWriter writer, MergedObject? parent, string name, JsonElement? theirs) =>
        (_writer, _parent, _name, _theirs) = (writer, parent, name, theirs is { ValueKind: JsonValueKind.Object } ? theirs : null);

    /// <summary>Adds a number, a text or a flag; null adds nothing.</summary>
    public void Add(string name, object? value)
    {
        if (value is null || !Begin(name))
        {
            return;
        }

        switch (value)
        {
            case double number:
                _writer.WriteNumberValue(number);
                break;
            case int number:
                _writer.WriteNumberValue(number);
                break;
            case bool flag:
                _writer.WriteBooleanValue(flag);
                break;
            default:
                _writer.WriteStringValue((string)value);
                break;
        }
    }

    /// <summary>Adds a list of texts; an empty one adds nothing.</summary>
    public void Add(string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0 || !Begin(name))
        {
            return;
        }

        _writer.WriteStartArray();
        foreach (var text in texts)
        {
            _writer.WriteStringValue(text);
        }

        _writer.WriteEndArray();
    }

    /// <summary>Adds a value as JSON text.</summary>
    public void AddJson(string name, string json)
    {
        if (Begin(name))
        {
            _writer.WriteRawValue(json);
        }
    }

    /// <summary>An object in this one; it must end before anything else is added here.</summary>
    public MergedObject Object(string name)
    {
        _merged.Add(name);
        return new MergedObject(_writer, this, name, _theirs is { } theirs && theirs.TryGetProperty(name, out var inner) ? inner : null);
    }

    /// <summary>Adds the further members, and ends the object; one without any member is not written.</summary>
    public void End()
    {
        foreach (var member in _theirs?.EnumerateObject() ?? default)
        {
            if (!_merged.Any(name => member.NameEquals(name)))
            {
                Open();
                RawMember.Write(_writer, member);
            }
        }

        if (_open)
        {
            _writer.WriteEndObject();
        }
    }

    /// <summary>Begins a member, unless a further one replaces it.</summary>
    private bool Begin(string name)
    {
        if (_theirs?.TryGetProperty(name, out _) == true)
        {
            return false;
        }

        Open();
        _writer.WritePropertyName(name);
        return true;
    }

    private void Open()
    {
        if (_open)
        {
            return;
        }

        _open = true;
        _parent?.Open();
        _writer.WritePropertyName(_name);
        _writer.WriteStartObject();
    }

    private static JsonElement Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
