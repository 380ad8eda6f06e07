using System;
using System.Globalization;
using System.IO;
using HolySheep.Errors;

namespace HolySheep.Csv;

/// <summary>What is wrong with the files of a job.</summary>
internal static class CsvFault
{
    /// <summary>A file that cannot be read as CSV.</summary>
    /// <param name="path">The file.</param>
    /// <param name="line">The line, counted from 1; null where none can be named.</param>
    /// <param name="column">The column, counted from 1; null where none can be named.</param>
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

    /// <summary>A file that cannot be used at all.</summary>
    public static HolySheepException Unusable(string path, string what, Exception cause, string hint) =>
        new(ErrorCode.FileUnusable, $"{path} {what}: {cause.Message}", hint, cause);

    /// <summary>Whether the system refused a file.</summary>
    public static bool IsOfFile(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or System.Security.SecurityException;
}
