using System;
using System.Collections;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using System.Text;
using System.Text.Json;
using HolySheep.Errors;

namespace HolySheep.PowerShell.Binding;

/// <summary>Writes values from a script as JSON text.</summary>
internal static class JsonText
{
    private const int MaxDepth = 64;

    /// <summary>The JSON text of hashtables, objects, lists, texts, numbers, switches and nulls.</summary>
    /// <exception cref="HolySheepException">The value is nested too deep or holds itself, or is no JSON number.</exception>
    internal static string Of(object? value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, value, 0);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"A value is nested deeper than {MaxDepth} levels, or holds itself.");
        }

        var plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        switch (plain)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string or char or Guid or Uri or Enum or Version or Type:
                writer.WriteStringValue(PipelineText.Of(plain));
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case SwitchParameter given:
                writer.WriteBooleanValue(given.IsPresent);
                break;
            case DateTime or DateTimeOffset:
                writer.WriteStringValue(((IFormattable)plain).ToString("o", CultureInfo.InvariantCulture));
                break;
            case double or float when double.IsNaN(ToDouble(plain)) || double.IsInfinity(ToDouble(plain)):
                throw new HolySheepException(ErrorCode.ArgumentInvalid, $"{PipelineText.Of(plain)} is no JSON number.");
            case IConvertible or System.Numerics.BigInteger when plain is IFormattable number:
                writer.WriteRawValue(number.ToString(plain is double or float ? "R" : null, CultureInfo.InvariantCulture));
                break;
            case IDictionary entries:
                writer.WriteStartObject();
                foreach (DictionaryEntry entry in entries)
                {
                    writer.WritePropertyName(PipelineText.Of(entry.Key));
                    Write(writer, entry.Value, depth + 1);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable items:
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    Write(writer, item, depth + 1);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteStartObject();
                foreach (var property in PSObject.AsPSObject(value!).Properties)
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value, depth + 1);
                }

                writer.WriteEndObject();
                break;
        }
    }

    private static double ToDouble(object number) => Convert.ToDouble(number, CultureInfo.InvariantCulture);
}
