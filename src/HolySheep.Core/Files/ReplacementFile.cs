using System;
using System.IO;

namespace HolySheep.Files;

/// <summary>
/// A file that is written under a temporary name in the same folder and renamed in one step. The file that it replaces gives its rights and its owner;
/// a symbolic link stays a link, and its target gets the content.
/// </summary>
internal sealed class ReplacementFile : IDisposable
{
    private readonly string _place;
    private readonly string _temporary;
    private readonly string _model;
    private bool _isDone;

    /// <param name="path">Where the file will appear.</param>
    /// <param name="token">A unique part of the temporary name.</param>
    /// <param name="likeFile">The file whose rights the new file gets if no file exists at its path; null for the system's default.</param>
    public ReplacementFile(string path, string token, string? likeFile = null)
    {
        _place = OwnerFile.FinalTarget(path);
        _temporary = TemporaryOf(path, token);
        _model = likeFile is null || File.Exists(_place) ? _place : likeFile;

        // A file that other users cannot read must not be readable while it is written.
        Stream = File.Exists(_model) ? OwnerFile.Create(_temporary) : new FileStream(_temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
    }

    /// <summary>The stream of the content; the owner of this object closes it before <see cref="Complete"/>.</summary>
    public FileStream Stream { get; }

    /// <summary>The temporary name of a file.</summary>
    public static string TemporaryOf(string path, string token) => $"{OwnerFile.FinalTarget(path)}.{token}.tmp";

    /// <summary>Renames the file to its final name; the stream is closed.</summary>
    public void Complete()
    {
        FileRights.Copy(_model, _temporary);
        if (File.Exists(_place) && FileRights.ReplaceKeepsThem)
        {
            File.Replace(_temporary, _place, null);
        }
        else
        {
            OwnerFile.Replace(_temporary, _place);
        }

        _isDone = true;
    }

    /// <summary>Deletes the temporary file if it was not renamed.</summary>
    public void Dispose()
    {
        Stream.Dispose();
        if (!_isDone)
        {
            File.Delete(_temporary);
        }
    }
}
