using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HolySheep.Errors;

namespace HolySheep.PowerShell.Binding;

/// <summary>Converts script values to JSON text, with limits on depth and size.</summary>
internal static class JsonText
{
    private const int MaxDepth = 64;
    private const int MaxValues = 1_000_000;

    private static readonly JsonWriterOptions ForReaders = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON text of hashtables, objects, lists, texts, numbers, switches and nulls, in ASCII for the wire.</summary>
    /// <exception cref="HolySheepException">The value is nested too deeply or contains itself, or is not a JSON number.</exception>
    internal static string Of(object? value) => Of(value, default);

    /// <summary>The JSON text with unescaped letters, for a model to read.</summary>
    /// <exception cref="HolySheepException">The value is nested too deeply or contains itself, or is not a JSON number.</exception>
    internal static string Readable(object? value) => Of(value, ForReaders);

    private static string Of(object? value, JsonWriterOptions options)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            var left = MaxValues;
            Write(writer, value, 0, ref left);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, object? value, int depth, ref int left)
    {
        if (depth > MaxDepth || --left < 0)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"A value is nested deeper than {MaxDepth} levels, contains itself, or has more than {MaxValues} values.",
                "Name the properties that you need, or select them, for example with Select-Object.");
        }

        var plain = ValueShapes.Unwrapped(value);
        switch (ValueShapes.Of(value))
        {
            case ValueShape.Nothing:
                writer.WriteNullValue();
                break;
            case ValueShape.Scalar:
                WriteScalar(writer, plain!);
                break;
            case ValueShape.Xml:
                writer.WriteStringValue(XmlText.Of(plain!));
                break;
            case ValueShape.Bytes:
                writer.WriteStringValue(PipelineText.OfBytes((byte[])plain!) ?? Convert.ToBase64String((byte[])plain!));
                break;
            case ValueShape.Refused:
                throw PipelineText.RefusedValue(plain!);
            case ValueShape.Object when PipelineText.OfObject(value!, plain!) is { } text:
                writer.WriteStringValue(text);
                break;
            case ValueShape.List:
                writer.WriteStartArray();
                foreach (var item in InputFault.Guard("A list", () => ValueShapes.Items(plain!).GetEnumerator()).Guarded("A list"))
                {
                    Write(writer, item, depth + 1, ref left);
                }

                writer.WriteEndArray();
                break;
            default:
                WriteMembers(writer, value!, depth, ref left);
                break;
        }
    }

    private static void WriteMembers(Utf8JsonWriter writer, object value, int depth, ref int left)
    {
        var members = InputMembers.Of(value);
        if (members.Count == 0 && ValueShapes.Of(value) == ValueShape.Object)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"An object of type {ValueShapes.Unwrapped(value)!.GetType().Name} has no text and no properties to send.");
        }

        writer.WriteStartObject();
        foreach (var member in members)
        {
            writer.WritePropertyName(member.Name);
            Write(writer, member.Value, depth + 1, ref left);
        }

        writer.WriteEndObject();
    }

    private static void WriteScalar(Utf8JsonWriter writer, object plain)
    {
        switch (plain)
        {
            case DBNull:
                writer.WriteNullValue();
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case System.Management.Automation.SwitchParameter given:
                writer.WriteBooleanValue(given.IsPresent);
                break;
            case DateTime or DateTimeOffset:
                writer.WriteStringValue(((IFormattable)plain).ToString("o", CultureInfo.InvariantCulture));
                break;
            case double or float when Convert.ToDouble(plain, CultureInfo.InvariantCulture) is var number && (double.IsNaN(number) || double.IsInfinity(number)):
                throw new HolySheepException(ErrorCode.ArgumentInvalid, $"{ScalarText.Of(plain)} is not a JSON number.");
            case var _ when ScalarText.IsNumber(plain):
                writer.WriteRawValue(ScalarText.Of(plain)!);
                break;
            default:
                writer.WriteStringValue(ScalarText.Of(plain));
                break;
        }
    }
}
