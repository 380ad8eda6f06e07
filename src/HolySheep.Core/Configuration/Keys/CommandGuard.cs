#if NET8_0_OR_GREATER
using System.IO;
using System.Runtime.Versioning;
using HolySheep.Files;

#endif
namespace HolySheep.Configuration.Keys;

/// <summary>
/// Refuses to run the commands of a configuration that other users can change. On Windows nothing is checked: there the rights of the folder protect the file,
/// which for the usual place in the user's own application data are the user's alone.
/// </summary>
internal static class CommandGuard
{
    private const uint Root = 0;

    /// <summary>Why no command of the file is run; null if only its user and the administrator can change it.</summary>
    public static KeyProbe? Find(string? file)
    {
#if NET8_0_OR_GREATER
        if (file is null || System.OperatingSystem.IsWindows())
        {
            return null;
        }

        try
        {
            var path = OwnerFile.FinalTarget(file);
            return Find(path, isFolder: false) ?? FindFolder(path) ?? (path == file ? null : FindFolder(file));
        }
        catch (IOException e)
        {
            return KeyProbe.Refused($"the rights of the configuration cannot be read: {e.Message}");
        }
#else
        return null;
#endif
    }

    /// <summary>Whether a file's owner is another user, who can change it whatever its rights say.</summary>
    /// <param name="owner">The owner's id; null if it is unknown.</param>
    /// <param name="user">The id of this process's user; null if it is unknown.</param>
    public static bool IsForeign(uint? owner, uint? user) => owner is { } id && id != Root && id != user;

#if NET8_0_OR_GREATER
    // Whoever can write a folder can replace its files, and its links.
    [UnsupportedOSPlatform("windows")]
    private static KeyProbe? FindFolder(string path) => Find(Path.GetDirectoryName(path) ?? path, isFolder: true);

    [UnsupportedOSPlatform("windows")]
    private static KeyProbe? Find(string path, bool isFolder)
    {
        const UnixFileMode Others = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        var rights = File.GetUnixFileMode(path);
        if ((rights & Others) != 0 && !(isFolder && (rights & UnixFileMode.StickyBit) != 0))
        {
            return Refused($"other users can write '{path}'", $"chmod go-w '{path}'");
        }

        return IsForeign(UnixFileStatus.Of(path)?.User, UnixFileStatus.CurrentUser) ? Refused($"'{path}' belongs to another user", $"sudo chown \"$(id -u)\" '{path}'") : null;
    }

    private static KeyProbe Refused(string why, string fix) => KeyProbe.Refused($"the key command was not run, because {why}, who could run programs as you", fix);
#endif
}
