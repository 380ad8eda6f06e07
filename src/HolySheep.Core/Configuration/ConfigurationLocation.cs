using System;
using System.IO;
using HolySheep.Errors;

namespace HolySheep.Configuration;

/// <summary>The path of the configuration file, and what names it.</summary>
/// <param name="Path">The full path.</param>
/// <param name="NamedBy">What names the file itself, so that it must exist for reading; null if it may be missing.</param>
internal sealed record ConfigurationLocation(string Path, string? NamedBy)
{
    /// <summary>Finds the place: the caller's path, <c>HOLYSHEEP_CONFIG</c>, <c>HOLYSHEEP_HOME</c>, the user's folder.</summary>
    public static ConfigurationLocation Find(string? path, UserFolders folders)
    {
        try
        {
            if (path is not null && string.IsNullOrWhiteSpace(path))
            {
                // Another file would be used than the caller means.
                throw new ConfigurationException("the given path of the configuration is empty", hint: "Give the path of a file, or none for the usual places.");
            }

            if (path is not null)
            {
                return new(folders.FullPath(path), "the caller");
            }

            if (folders.Variable("HOLYSHEEP_CONFIG") is { } file)
            {
                return new(folders.FullPath(file), "HOLYSHEEP_CONFIG");
            }

            return new(folders.FullPath("config.json", folders.FullPath(folders.Variable("HOLYSHEEP_HOME") ?? folders.Configuration)), null);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or PathTooLongException)
        {
            throw new ConfigurationException("the path of the configuration is not valid: " + e.Message,
                hint: "Check the given path, HOLYSHEEP_CONFIG and HOLYSHEEP_HOME.");
        }
    }
}
