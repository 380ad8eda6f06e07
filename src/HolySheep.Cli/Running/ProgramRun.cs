using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using HolySheep.Configuration.Keys;

namespace HolySheep.Cli.Running;

/// <summary>Runs one program with this process's standard streams, to its end.</summary>
internal static class ProgramRun
{
    /// <summary>The exit code if the program does not exist, as shells have it.</summary>
    public const int Missing = 127;

    /// <summary>The exit code if the program cannot be run.</summary>
    public const int NotRunnable = 126;

    /// <summary>Runs a program.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="prepare">Sets its variables.</param>
    /// <returns>Its exit code; 128 and the number of the signal that ended it.</returns>
    /// <exception cref="Win32Exception">The system cannot run it.</exception>
    public static async Task<int> RunAsync(string path, IEnumerable<string> arguments, Action<IDictionary<string, string?>> prepare)
    {
        var start = new ProcessStartInfo(path, arguments) { UseShellExecute = false };
        prepare(start.Environment);
        using var signals = new SignalForwarding();
        using var program = Process.Start(start)!;
        signals.Started(program);
        await program.WaitForExitAsync();
        return program.ExitCode;
    }

    /// <summary>The full path of a program: a name in the folders of PATH, or a path. Null if it does not exist.</summary>
    public static string? Find(string program) => program.Contains(Path.DirectorySeparatorChar) || program.Contains(Path.AltDirectorySeparatorChar)
        ? Existing(Path.GetFullPath(program))
        : ProgramPath.Find(program);

    private static string? Existing(string path)
    {
        if (OperatingSystem.IsWindows() && !Path.HasExtension(path))
        {
            foreach (var extension in (string[])[".exe", ".cmd", ".bat"])
            {
                if (File.Exists(path + extension))
                {
                    return path + extension;
                }
            }

            return null;
        }

        return File.Exists(path) ? path : null;
    }
}
