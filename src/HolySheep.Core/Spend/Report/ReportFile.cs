using System;
using System.IO;
using System.Text;
using HolySheep.Errors;

namespace HolySheep.Spend.Report;

/// <summary>Writes a page whole or not at all.</summary>
internal static class ReportFile
{
    /// <summary>Writes beside the file and renames over it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">The page.</param>
    /// <param name="replace">True where a file that is there may go.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="HolySheepException">The file is there and may not go, or it cannot be written.</exception>
    public static string Write(string path, string text, bool replace)
    {
        string? temporary = null;
        try
        {
            var full = Path.GetFullPath(path);
            temporary = FormattableString.Invariant($"{full}.{Guid.NewGuid():N}.tmp");
            ThrowIfThere(full, replace);
            File.WriteAllText(temporary, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            if (replace && File.Exists(full))
            {
                File.Replace(temporary, full, null);
            }
            else
            {
                Move(temporary, full);
            }

            return full;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new HolySheepException(
                ErrorCode.FileUnusable, $"The report cannot be written to '{path}': {exception.Message}", "Give the path of a file in a folder that is there and that you may write to.", exception);
        }
        finally
        {
            if (temporary is not null && File.Exists(temporary))
            {
                File.Delete(temporary);
            }
        }
    }

    /// <summary>Refuses a file that is there, before anything is read for it.</summary>
    /// <exception cref="HolySheepException">It is there.</exception>
    public static void ThrowIfThere(string path, bool replace)
    {
        if (!replace && File.Exists(path))
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"The file '{path}' is there already, and was left as it is.", $"Give another name, or replace it with {CommandHint.Option("Force")}.");
        }
    }

    private static void Move(string temporary, string path)
    {
        try
        {
            File.Move(temporary, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster.
            ThrowIfThere(path, replace: false);
        }
    }
}
