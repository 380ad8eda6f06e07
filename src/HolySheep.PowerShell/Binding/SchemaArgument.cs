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
        var plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        if (plain is Type type || (plain is string name && TryFindType(name.Trim(), out type)))
        {
            var answer = new AnswerType(type);
            return (AnswerSchema.Parse(answer.Schema), answer);
        }

        return (AnswerSchema.Parse(plain is string text ? Json(text, pathOf) : JsonText.Of(value)), null);
    }

    /// <summary>The argument as the JSON that the configuration keeps: the short form stays short. An empty text stays empty.</summary>
    /// <exception cref="HolySheepException">The argument is not a schema.</exception>
    internal static string TextOf(object value, Func<string, string> pathOf)
    {
        var plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        return plain is string { Length: 0 } ? ""
            : plain is Type || (plain is string name && TryFindType(name.Trim(), out _)) ? Read(value, pathOf).Schema.Schema
            : plain is string text ? Json(text, pathOf)
            : JsonText.Of(value);
    }

    /// <summary>The file that an argument names; null if it does not name one.</summary>
    internal static string? FileOf(object value, Func<string, string> pathOf) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) is string text && !IsJson(text) && !text.TrimStart().StartsWith("[", StringComparison.Ordinal) ? pathOf(text) : null;

    private static bool IsJson(string text) => text.TrimStart().StartsWith("{", StringComparison.Ordinal);

    // In an argument without parentheses PowerShell treats [Name] as text.
    private static bool TryFindType(string text, out Type type)
    {
        type = typeof(object);
        if (text.Length < 3 || text[0] != '[' || text[text.Length - 1] != ']')
        {
            return false;
        }

        return LanguagePrimitives.TryConvertTo(text.Substring(1, text.Length - 2), out type)
            ? true
            : throw new HolySheepException(ErrorCode.ArgumentInvalid, $"No type {text} was found for the schema.", "Put a type in parentheses, as in: -Schema ([Review]).");
    }

    private static string Json(string text, Func<string, string> pathOf)
    {
        if (IsJson(text))
        {
            return text;
        }

        try
        {
            return File.ReadAllText(pathOf(text));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or RuntimeException or HolySheepException)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"The schema '{text}' is neither JSON nor a file that can be read: {exception.Message}",
                "Give names and types, as in @{ Sentiment = 'positive|negative'; Score = 'number' }, a JSON schema, its path, or a type, as in ([Review]).", exception);
        }
    }
}
