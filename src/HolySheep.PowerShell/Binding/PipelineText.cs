using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using HolySheep.Errors;

namespace HolySheep.PowerShell.Binding;

/// <summary>The text of a value from a script, the same in every culture and in every cmdlet.</summary>
internal static class PipelineText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a value: empty for nothing, the text of XML, JSON of tables, lists and objects.</summary>
    /// <exception cref="HolySheepException">No text may or can be made of it.</exception>
    internal static string Of(object? value)
    {
        var plain = ValueShapes.Unwrapped(value);
        return ValueShapes.Of(value) switch
        {
            ValueShape.Nothing => "",
            ValueShape.Scalar => ScalarText.Of(plain!)!,
            ValueShape.Xml => XmlText.Of(plain!)!,
            ValueShape.Bytes => OfBytes((byte[])plain!) ?? throw Refused("Bytes that are not UTF-8 text were given.", "Give files to -Attachment."),
            ValueShape.Refused => throw RefusedValue(plain!),
            ValueShape.Object => OfObject(value!, plain!) ?? JsonText.Readable(value),
            _ => JsonText.Readable(value),
        };
    }

    /// <summary>True if the value is a text, or stands for one, and not an object with properties that matter.</summary>
    internal static bool IsText(object? value) => ValueShapes.Of(value) is ValueShape.Nothing or ValueShape.Scalar or ValueShape.Xml or ValueShape.Bytes;

    /// <summary>What an object says of itself; null if that is only the name of its type.</summary>
    /// <param name="value">The object, wrapped or not.</param>
    /// <param name="plain">The object without its wrapping.</param>
    internal static string? OfObject(object value, object plain)
    {
        if (plain is FileSystemInfo file)
        {
            return file.FullName;
        }

        var text = InputFault.Guard($"An object of type {plain.GetType().Name}", () => (string?)LanguagePrimitives.ConvertTo(value, typeof(string), CultureInfo.InvariantCulture));
        return text is not { Length: > 0 } || NamesType(text, PSObject.AsPSObject(value), plain.GetType()) ? null : text;
    }

    /// <summary>Bytes as the UTF-8 text that they are; null if they are none.</summary>
    internal static string? OfBytes(byte[] bytes)
    {
        try
        {
            var text = Strict.GetString(bytes).TrimStart('\uFEFF');
            return text.IndexOf('\0') < 0 ? text : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The error of a value of which no text may be made.</summary>
    internal static HolySheepException RefusedValue(object plain) =>
        Refused($"A value of type {plain.GetType().Name} is not sent as text.", "Give its text, or leave it out; keys and passwords never belong in a prompt.");

    private static bool NamesType(string text, PSObject value, Type type) =>
        text == type.Name || text == type.ToString() || text.StartsWith(type.FullName ?? type.Name, StringComparison.Ordinal)
        || value.TypeNames.Any(name => text == name || "Deserialized." + text == name);

    private static HolySheepException Refused(string message, string hint) => new(ErrorCode.ArgumentInvalid, message, hint);
}
