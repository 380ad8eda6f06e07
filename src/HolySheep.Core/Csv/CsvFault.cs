using System;
using System.Globalization;
using System.IO;
using HolySheep.Errors;

namespace HolySheep.Csv;

/// <summary>Creates the errors about a job's files.</summary>
internal static class CsvFault
{
    /// <summary>The error of a file that cannot be read as CSV.</summary>
    /// <param name="path">The file.</param>
    /// <param name="line">The 1-based line; null if unknown.</param>
    /// <param name="column">The 1-based column; null if unknown.</param>
    /// <param name="message">What was found.</param>
    /// <param name="hint">What to do.</param>
    public static HolySheepException Of(string path, long? line, int? column, string message, string hint)
    {
        var place = (line, column) switch
        {
            (null, _) => "",
            (_, null) => string.Format(CultureInfo.InvariantCulture, ", line {0}", line),
            _ => string.Format(CultureInfo.InvariantCulture, ", line {0}, column {1}", line, column),
        };
        return new HolySheepException(ErrorCode.CsvInvalid, $"{path}{place}: {message}", hint);
    }

    /// <summary>The error of a file that cannot be used at all.</summary>
    public static HolySheepException Unusable(string path, string what, Exception cause, string hint) =>
        new(ErrorCode.FileUnusable, $"{path} {what}: {cause.Message}", hint, cause);

    /// <summary>Whether the operating system refused access to a file.</summary>
    public static bool IsOfFile(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or System.Security.SecurityException;
}
