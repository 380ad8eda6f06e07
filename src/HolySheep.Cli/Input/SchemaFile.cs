using System;
using System.IO;
using HolySheep.Errors;

namespace HolySheep.Cli.Input;

/// <summary>Reads a JSON schema from a file.</summary>
internal static class SchemaFile
{
    /// <exception cref="HolySheepException">The file cannot be read.</exception>
    public static string Read(string path)
    {
        try
        {
            return InputText.Decode(File.ReadAllBytes(path), out _);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"The schema '{path}' cannot be read: {exception.Message}", "Give the path of a file with a JSON schema.", exception);
        }
    }
}
