using System;
using System.Diagnostics;
using HolySheep.TestKit;

namespace HolySheep.Harness;

/// <summary>A file system that is soon full.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TempFolder _folder;

    private SmallDisk(TempFolder folder) => _folder = folder;

    public string Root => _folder.Path;

    /// <summary>Mounts one; null if this machine does not let us, with the reason printed.</summary>
    public static SmallDisk? TryMount(int megabytes)
    {
        if (!OperatingSystem.IsLinux())
        {
            Console.WriteLine("Not run: a small file system is mounted as Linux does.");
            return null;
        }

        var folder = new TempFolder("disk");
        if (Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder.Path) is { Length: > 0 } refusal)
        {
            Console.WriteLine("Not run: a small file system cannot be mounted: " + refusal);
            folder.Dispose();
            return null;
        }

        return new SmallDisk(folder);
    }

    public void Dispose()
    {
        try
        {
            _folder.Check();
        }
        finally
        {
            Run("umount", Root);
            _folder.Dispose();
        }
    }

    private static string Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? "" : error.Trim() + " ";
    }
}
