using System;
using System.Diagnostics;
using System.IO;

namespace HolySheep.Harness;

/// <summary>A file system that is soon full.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string root) => Root = root;

    public string Root { get; }

    /// <summary>Mounts one; null where this machine does not let us, with the reason printed.</summary>
    public static SmallDisk? TryMount(int megabytes)
    {
        if (!OperatingSystem.IsLinux())
        {
            Console.WriteLine("Not run: a small file system is mounted as Linux does.");
            return null;
        }

        var root = Directory.CreateTempSubdirectory("holysheep-disk-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", root) is { Length: > 0 } refusal)
        {
            Console.WriteLine("Not run: a small file system cannot be mounted: " + refusal);
            Directory.Delete(root);
            return null;
        }

        return new SmallDisk(root);
    }

    public void Dispose()
    {
        Run("umount", Root);
        Directory.Delete(Root);
    }

    private static string Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? "" : error.Trim() + " ";
    }
}
