using System;
using System.IO;
using System.Text;
using HolySheep.Errors;

namespace HolySheep.Spend.Report;

/// <summary>Writes a page whole or not at all.</summary>
internal static class ReportFile
{
    /// <summary>Writes a temporary file and renames it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="makePage">Makes the page; not called if the file exists and may not be replaced.</param>
    /// <param name="replace">Whether an existing file may be replaced.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="HolySheepException">The file exists and may not be replaced, or it cannot be written.</exception>
    public static string Write(string path, Func<string> makePage, bool replace)
    {
        ThrowIfThere(path, replace);
        var text = makePage();
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
                ErrorCode.FileUnusable, $"The report cannot be written to '{path}': {exception.Message}", "Give the path of a file in a folder that exists and that you can write to.", exception);
        }
        finally
        {
            if (temporary is not null && File.Exists(temporary))
            {
                File.Delete(temporary);
            }
        }
    }

    private static void ThrowIfThere(string path, bool replace)
    {
        if (!replace && File.Exists(path))
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"The file '{path}' already exists and was not changed.", $"Give another name, or replace it with {CommandHint.Option("Force")}.");
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
            // Another process has just created it.
            ThrowIfThere(path, replace: false);
        }
    }
}
