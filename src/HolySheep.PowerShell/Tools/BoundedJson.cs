using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HolySheep.PowerShell.Binding;

namespace HolySheep.PowerShell.Tools;

/// <summary>Writes a list of script values as JSON for a model, bounded in depth and in bytes. What does not fit is not read.</summary>
internal sealed class BoundedJson
{
    /// <summary>The levels below an object of the list.</summary>
    internal const int MaxDepth = 4;

    private const int LongestEscape = 6;

    private readonly MemoryStream _buffer = new();
    private readonly Utf8JsonWriter _writer;
    private readonly int _limit;

    /// <param name="limit">The bytes after which nothing more is taken.</param>
    internal BoundedJson(int limit)
    {
        _limit = limit;
        _writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        _writer.WriteStartArray();
    }

    /// <summary>True if no further object fits.</summary>
    internal bool IsFull => Left <= 0;

    /// <summary>True if a part of an object was left out.</summary>
    internal bool IsCut { get; private set; }

    private long Left => _limit - _writer.BytesCommitted - _writer.BytesPending;

    internal void Write(object? value) => Write(value, 0);

    /// <summary>Ends the list; the JSON text of it.</summary>
    internal string Finish()
    {
        _writer.WriteEndArray();
        _writer.Dispose();
        return Encoding.UTF8.GetString(_buffer.GetBuffer(), 0, (int)_buffer.Length);
    }

    private void Write(object? value, int depth)
    {
        var plain = ValueShapes.Unwrapped(value);
        switch (ValueShapes.Of(value))
        {
            case ValueShape.Nothing:
                _writer.WriteNullValue();
                break;
            case ValueShape.Scalar:
                WriteScalar(plain!);
                break;
            case ValueShape.Xml:
                WriteText(XmlText.Of(plain!) ?? "");
                break;
            case ValueShape.Bytes:
                WriteText(PipelineText.OfBytes((byte[])plain!) ?? $"({((byte[])plain!).Length} bytes)");
                break;
            case ValueShape.Refused:
                WriteText($"(a {plain!.GetType().Name} is not shown)");
                break;
            case ValueShape.List when depth < MaxDepth:
                WriteList(plain!, depth);
                break;
            case ValueShape.List:
                WriteTooDeep("a list");
                break;
            default:
                WriteObject(value!, plain!, depth);
                break;
        }
    }

    private void WriteObject(object value, object plain, int depth)
    {
        if (plain is ErrorRecord error)
        {
            WriteText(error.ErrorDetails?.Message ?? error.Exception.Message);
        }
        else if (ResultMembers.IsOnlyText(value, plain, depth))
        {
            WriteText(ResultMembers.TextOf(value, plain));
        }
        else if (depth >= MaxDepth)
        {
            WriteTooDeep("an object");
        }
        else
        {
            WriteMembers(ResultMembers.Of(value, plain), depth);
        }
    }

    private void WriteMembers(IEnumerable<InputMember> members, int depth)
    {
        _writer.WriteStartObject();
        foreach (var member in members)
        {
            if (IsFull)
            {
                IsCut = true;
                break;
            }

            _writer.WritePropertyName(member.Name);
            Write(member.ValueOrNull(), depth + 1);
        }

        _writer.WriteEndObject();
    }

    private void WriteList(object list, int depth)
    {
        _writer.WriteStartArray();
        try
        {
            foreach (var item in ValueShapes.Items(list))
            {
                if (IsFull)
                {
                    IsCut = true;
                    break;
                }

                Write(item, depth + 1);
            }
        }
        catch (Exception exception) when (InputFault.IsUsers(exception))
        {
            WriteText($"(the list ends here: {exception.Message})");
        }

        _writer.WriteEndArray();
    }

    private void WriteScalar(object plain)
    {
        switch (plain)
        {
            case bool truth:
                _writer.WriteBooleanValue(truth);
                break;
            case SwitchParameter given:
                _writer.WriteBooleanValue(given.IsPresent);
                break;
            case var _ when ScalarText.IsNumber(plain) && ScalarText.Of(plain) is { } number && number.All(character => character is >= '0' and <= '9' or '-' or '+' or '.' or 'E' or 'e'):
                _writer.WriteRawValue(number);
                break;
            default:
                WriteText(ScalarText.Of(plain) ?? "");
                break;
        }
    }

    private void WriteTooDeep(string what)
    {
        IsCut = true;
        WriteText($"({what}, not shown)");
    }

    private void WriteText(string text)
    {
        var fitting = Fitting(text);
        if (fitting < text.Length)
        {
            IsCut = true;
            text = $"{text.Substring(0, fitting)}… ({text.Length - fitting} more characters)";
        }

        _writer.WriteStringValue(text);
    }

    /// <summary>How many characters of a text fit, by the bytes that they take at most.</summary>
    private int Fitting(string text)
    {
        var left = Math.Max(0, Left);
        if (text.Length * (long)LongestEscape <= left)
        {
            return text.Length;
        }

        var place = 0;
        for (; place < text.Length && left > 0; place++)
        {
            left -= text[place] is < ' ' or '"' or '\\' || char.IsSurrogate(text[place]) ? LongestEscape : text[place] < '\u0080' ? 1 : text[place] < '\u0800' ? 2 : 3;
        }

        return place < text.Length && place > 0 && char.IsHighSurrogate(text[place - 1]) ? place - 1 : place;
    }
}
