using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using HolySheep.Errors;

namespace HolySheep.Configuration.Reading;

/// <summary>Reads JSON with comments and trailing commas into nodes that know their line.</summary>
internal sealed class NodeReader
{
    private readonly byte[] _json;
    private readonly string? _file;
    private int _line = 1;
    private int _counted;

    private NodeReader(byte[] json, string? file)
    {
        _json = json;
        _file = file;
    }

    /// <summary>Reads the root.</summary>
    /// <exception cref="ConfigurationException">The text is not JSON, or an object has a key twice.</exception>
    public static ConfigurationNode Read(string text, string? file)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new ConfigurationException("the file is empty; expected a JSON object", file, 1, hint: "Write {} to it, or delete it to use the built-in configuration.");
        }

        return new NodeReader(Encoding.UTF8.GetBytes(text), file).ReadRoot();
    }

    private ConfigurationNode ReadRoot()
    {
        var reader = new Utf8JsonReader(_json, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        try
        {
            reader.Read();
            var root = ReadValue(ref reader, "", "", LineOf(ref reader));
            reader.Read();
            return root;
        }
        catch (JsonException e)
        {
            throw Fault(Describe(e.Message), (int)(e.LineNumber ?? 0) + 1, null);
        }
        catch (InvalidOperationException)
        {
            throw Fault("the text has half of a character (a lone surrogate)", LineOf(ref reader), null);
        }
    }

    private ConfigurationNode ReadValue(ref Utf8JsonReader reader, string name, string path, int line) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader, name, path, line),
        JsonTokenType.StartArray => ReadList(ref reader, name, path, line),
        JsonTokenType.String => new(JsonValueKind.String, name, path, line) { Text = reader.GetString()! },
        JsonTokenType.Number => new(JsonValueKind.Number, name, path, line) { Text = Encoding.UTF8.GetString(reader.ValueSpan.ToArray()) },
        JsonTokenType.True => new(JsonValueKind.True, name, path, line),
        JsonTokenType.False => new(JsonValueKind.False, name, path, line),
        _ => new(JsonValueKind.Null, name, path, line),
    };

    private ConfigurationNode ReadObject(ref Utf8JsonReader reader, string name, string path, int line)
    {
        var children = new List<ConfigurationNode>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var childLine = LineOf(ref reader);
            var childName = reader.GetString()!;
            var childPath = path.Length == 0 ? childName : path + "." + childName;
            if (!names.Add(childName))
            {
                throw Fault("the key is in its object twice", childLine, childPath);
            }

            reader.Read();
            children.Add(ReadValue(ref reader, childName, childPath, childLine));
        }

        return new(JsonValueKind.Object, name, path, line) { Children = children };
    }

    private ConfigurationNode ReadList(ref Utf8JsonReader reader, string name, string path, int line)
    {
        var children = new List<ConfigurationNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            children.Add(ReadValue(ref reader, "", $"{path}[{children.Count}]", LineOf(ref reader)));
        }

        return new(JsonValueKind.Array, name, path, line) { Children = children };
    }

    /// <summary>Tokens come in order, so lines are counted from the last token.</summary>
    private int LineOf(ref Utf8JsonReader reader)
    {
        for (; _counted < reader.TokenStartIndex; _counted++)
        {
            _line += _json[_counted] == (byte)'\n' ? 1 : 0;
        }

        return _line;
    }

    private ConfigurationException Fault(string message, int line, string? key) => new(message, _file, _file is null ? null : line, key);

    /// <summary>The parser's message without its own position and without the text that it found, which may be part of a key.</summary>
    private static string Describe(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var text = end < 0 ? message : message.Substring(0, end);
        var found = text.StartsWith("'", StringComparison.Ordinal) ? text.LastIndexOf("' is ", StringComparison.Ordinal) : -1;
        return "not valid JSON: " + (found < 0 ? text : "what is here" + text.Substring(found + 1));
    }
}
