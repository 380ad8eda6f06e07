using System.IO;

namespace HolySheep.Files;

/// <summary>Creates files and folders that only their owner can read; on Windows the rights of the profile folder ensure that.</summary>
internal static class OwnerFile
{
#if NET8_0_OR_GREATER
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnFolder = OwnFile | UnixFileMode.UserExecute;

    /// <summary>Creates a file that does not exist yet.</summary>
    public static FileStream Create(string path) => Open(path, FileMode.CreateNew);

    /// <summary>Opens a file exclusively, and creates it if it does not exist.</summary>
    public static FileStream OpenAlone(string path) => Open(path, FileMode.OpenOrCreate);

    /// <summary>Opens a file for exclusive writing, and creates it if it does not exist; other processes may read it.</summary>
    public static FileStream OpenToWrite(string path) => Open(path, FileMode.OpenOrCreate, FileShare.Read);

    /// <summary>Creates a folder; an existing folder keeps its rights.</summary>
    public static void CreateFolder(string path)
    {
        if (System.OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path, OwnFolder);
        }
    }

    /// <summary>Renames a file over another in one step.</summary>
    public static void Replace(string source, string destination)
    {
        FileKind.ThrowIfOther(destination);
        File.Move(source, destination, overwrite: true);
    }

    /// <summary>The file that a symbolic link leads to, so that the link stays a link; the path itself if it is not a link.</summary>
    public static string FinalTarget(string path)
    {
        var file = new FileInfo(path);
        return file.LinkTarget is null ? path : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    private static FileStream Open(string path, FileMode mode, FileShare share = FileShare.None)
    {
        if (mode != FileMode.CreateNew)
        {
            FileKind.ThrowIfOther(path);
        }

        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!System.OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnFile;
        }

        return new FileStream(path, options);
    }
#else
    // This target runs only on Windows.

    /// <summary>Creates a file that does not exist yet.</summary>
    public static FileStream Create(string path) => new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Opens a file exclusively, and creates it if it does not exist.</summary>
    public static FileStream OpenAlone(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Opens a file for exclusive writing, and creates it if it does not exist; other processes may read it.</summary>
    public static FileStream OpenToWrite(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1);

    /// <summary>Creates a folder; an existing folder keeps its rights.</summary>
    public static void CreateFolder(string path) => Directory.CreateDirectory(path);

    /// <summary>Renames a file over another in one step.</summary>
    public static void Replace(string source, string destination)
    {
        if (File.Exists(destination))
        {
            File.Replace(source, destination, null);
        }
        else
        {
            File.Move(source, destination);
        }
    }

    /// <summary>The path itself: this target cannot follow links.</summary>
    public static string FinalTarget(string path) => path;
#endif
}
