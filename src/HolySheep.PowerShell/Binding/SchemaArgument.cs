using System;
using System.IO;
using System.Management.Automation;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.PowerShell.Structured;
using HolySheep.Schema;

namespace HolySheep.PowerShell.Binding;

/// <summary>Reads a schema argument: names and types, a JSON schema as text, file or hashtable, or a .NET type.</summary>
internal static class SchemaArgument
{
    /// <summary>Reads the argument; the type is null if it is not a .NET type.</summary>
    /// <param name="value">The argument.</param>
    /// <param name="pathOf">Converts a PowerShell path to a file system path.</param>
    /// <exception cref="HolySheepException">The argument is none of them.</exception>
    internal static (ChatJsonSchema Schema, AnswerType? Type) Read(object value, Func<string, string> pathOf)
    {
        var type = TypeOf(value);
        return (AnswerSchema.Parse(type?.Schema ?? Written(value, pathOf)), type);
    }

    /// <summary>The argument as the JSON that the configuration keeps: the short form stays short. An empty text stays empty.</summary>
    /// <exception cref="HolySheepException">The argument is not a schema.</exception>
    internal static string TextOf(object value, Func<string, string> pathOf) =>
        ValueShapes.Unwrapped(value) is "" ? "" : TypeOf(value) is { } type ? AnswerSchema.Parse(type.Schema).Schema : Written(value, pathOf);

    /// <summary>The file that an argument names; null if it does not name one.</summary>
    internal static string? FileOf(object value, Func<string, string> pathOf) =>
        ValueShapes.Unwrapped(value) is string text && !IsJson(text) && !text.TrimStart().StartsWith("[", StringComparison.Ordinal) ? pathOf(text) : null;

    private static bool IsJson(string text) => text.TrimStart().StartsWith("{", StringComparison.Ordinal);

    private static AnswerType? TypeOf(object value) => ValueShapes.Unwrapped(value) switch
    {
        Type type => new AnswerType(type),
        string text => FindType(text.Trim()) is { } type ? new AnswerType(type) : null,
        _ => null,
    };

    // In an argument without parentheses PowerShell treats [Name] as text.
    private static Type? FindType(string text)
    {
        if (text.Length < 3 || text[0] != '[' || text[text.Length - 1] != ']')
        {
            return null;
        }

        return LanguagePrimitives.TryConvertTo<Type>(text.Substring(1, text.Length - 2), out var type)
            ? type
            : throw new HolySheepException(ErrorCode.ArgumentInvalid, $"No type {text} was found for the schema.", "Put a type in parentheses, as in: -Schema ([Review]).");
    }

    /// <summary>A schema that is not a type, as JSON: the short form stays short.</summary>
    private static string Written(object value, Func<string, string> pathOf) => ValueShapes.Unwrapped(value) is string text ? Json(text, pathOf) : JsonText.Of(value);

    private static string Json(string text, Func<string, string> pathOf)
    {
        if (IsJson(text))
        {
            return text;
        }

        try
        {
            return SchemaFile.Read(pathOf(text));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or RuntimeException or HolySheepException)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"The schema '{text}' is neither JSON nor a file that can be read: {exception.Message}",
                "Give names and types, as in @{ Sentiment = 'positive|negative'; Score = 'number' }, a JSON schema, its path, or a type, as in ([Review]).", exception);
        }
    }
}
