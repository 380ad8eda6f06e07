using System.Collections.Generic;
using System.Management.Automation;
using HolySheep.Errors;

namespace HolySheep.PowerShell.Binding;

/// <summary>Converts PowerShell paths to file system paths; every path parameter uses it.</summary>
internal static class FileSystemPath
{
    private const string Provider = "FileSystem";

    /// <summary>The full path of a file, which need not exist.</summary>
    /// <exception cref="HolySheepException">It is empty, or its drive does not exist, or is not a file system drive, such as Env: and HKCU:.</exception>
    internal static string Of(PathIntrinsics paths, string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            // PowerShell would take the current folder, or a file in it whose name is a blank.
            throw new HolySheepException(ErrorCode.ArgumentInvalid, "A path is empty.", "Give the path of a file; a variable that is not set gives an empty text.");
        }

        try
        {
            var found = paths.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.Name == Provider ? found : throw Outside(path, provider);
        }
        catch (RuntimeException exception) when (exception is not PipelineStoppedException)
        {
            throw Unknown(path, exception);
        }
    }

    /// <summary>The full paths of the files that match a path with wildcards.</summary>
    /// <exception cref="HolySheepException">Its drive is not a file system drive.</exception>
    /// <exception cref="RuntimeException">No file matches.</exception>
    internal static IReadOnlyList<string> Matching(PathIntrinsics paths, string path)
    {
        var found = paths.GetResolvedProviderPathFromPSPath(path, out var provider);
        return provider.Name == Provider ? [.. found] : throw Outside(path, provider);
    }

    private static HolySheepException Outside(string path, ProviderInfo provider) => new(
        ErrorCode.ArgumentInvalid, $"The path '{path}' is not a file: it belongs to the PowerShell provider {provider.Name}.",
        "Give the full path of a file, or go to a folder first with Set-Location.");

    private static HolySheepException Unknown(string path, RuntimeException exception) =>
        new(ErrorCode.ArgumentInvalid, $"The path '{path}' cannot be found: {exception.Message}", "Give the path of a file on a drive that exists.", exception);
}
