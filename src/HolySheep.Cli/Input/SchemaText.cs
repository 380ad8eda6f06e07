using System;
using System.IO;
using HolySheep.Errors;
using HolySheep.Schema;

namespace HolySheep.Cli.Input;

/// <summary>A JSON schema from an option: the JSON itself, or the path of a file.</summary>
internal static class SchemaText
{
    /// <summary>Whether the option holds the schema itself; a path does not begin with a brace.</summary>
    public static bool IsJson(string option) => option.TrimStart().StartsWith('{');

    /// <exception cref="HolySheepException">The file cannot be read.</exception>
    public static string Of(string option)
    {
        if (IsJson(option))
        {
            return option;
        }

        try
        {
            return SchemaFile.Read(option);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"The schema '{option}' cannot be read: {exception.Message}",
                "Give the path of a file with a JSON schema, or the schema itself, which begins with a brace.", exception);
        }
    }
}
