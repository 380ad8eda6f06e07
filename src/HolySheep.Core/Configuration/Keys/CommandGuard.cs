#if NET8_0_OR_GREATER
using System.IO;
using HolySheep.Files;

#endif
namespace HolySheep.Configuration.Keys;

/// <summary>Refuses to run the commands of a configuration that other users can change.</summary>
internal static class CommandGuard
{
    /// <summary>Why no command of the file is run; null if only its owner can change it.</summary>
    public static KeyProbe? Find(string? file)
    {
#if NET8_0_OR_GREATER
        const UnixFileMode Others = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        if (file is null || System.OperatingSystem.IsWindows())
        {
            return null;
        }

        try
        {
            var path = OwnerFile.FinalTarget(file);
            if ((File.GetUnixFileMode(path) & Others) != 0)
            {
                return Refused(path, "chmod go-w");
            }

            // Whoever can write a folder can replace its files, unless the folder is sticky.
            var folder = Path.GetDirectoryName(path) ?? path;
            var rights = File.GetUnixFileMode(folder);
            return (rights & Others) != 0 && (rights & UnixFileMode.StickyBit) == 0 ? Refused(folder, "chmod go-w") : null;
        }
        catch (IOException e)
        {
            return KeyProbe.Refused($"the rights of the configuration cannot be read: {e.Message}");
        }
#else
        return null;
#endif
    }

#if NET8_0_OR_GREATER
    private static KeyProbe Refused(string path, string fix) => KeyProbe.Refused(
        $"the key command was not run, because other users can write '{path}' and so could run programs as you", $"{fix} '{path}'");
#endif
}
