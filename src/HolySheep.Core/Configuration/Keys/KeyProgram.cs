using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Time;

namespace HolySheep.Configuration.Keys;

/// <summary>Runs the program of a key command: without a shell, without standard input, and for at most ten seconds.</summary>
/// <remarks>No message repeats what the program printed, because it may be a key.</remarks>
internal static class KeyProgram
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    // A program may leave a child behind that has its output open, as an agent that keeps a sign-in.
    private static readonly TimeSpan OutputLimit = TimeSpan.FromMilliseconds(500);

    /// <summary>The key that the program prints, or why it printed none.</summary>
    public static async Task<KeyProbe> RunAsync(KeyCommand command, TimeProvider timeProvider)
    {
        try
        {
            if (ProgramPath.Find(command.Program) is not { } path)
            {
                return Failed(command, "was not found, or is not a program", "Give its full path in 'command', or put its folder on PATH.");
            }

            using var process = Start(path, command);
            return await ReadAsync(process, command, timeProvider).ConfigureAwait(false);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException or ArgumentException or UnauthorizedAccessException or NotSupportedException)
        {
            return Failed(command, "could not be run: " + e.Message);
        }
    }

    private static async Task<KeyProbe> ReadAsync(Process process, KeyCommand command, TimeProvider timeProvider)
    {
        var ended = EndOf(process);
        var output = new KeyOutput(process.StandardOutput);
        var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        using var stop = new CancellationTokenSource();
        if (await Task.WhenAny(ended, Pause.ForAsync(timeProvider, Limit, stop.Token)).ConfigureAwait(false) != ended)
        {
            Kill(process);
            return Failed(command, FormattableString.Invariant($"did not end within {Limit.TotalSeconds} s and was stopped"));
        }

        if (process.ExitCode != 0)
        {
            stop.Cancel();
            return Failed(command, FormattableString.Invariant($"ended with exit code {process.ExitCode}"));
        }

        await Task.WhenAny(Task.WhenAll(output.Reading, errors), Pause.ForAsync(timeProvider, OutputLimit, stop.Token)).ConfigureAwait(false);
        stop.Cancel();
        if (output.Text is not { } text)
        {
            return Failed(command, $"printed more than {KeyOutput.MostCharacters} characters, which are not a key");
        }

        var probe = KeyProbe.Of(text);
        return probe.Key is null ? Failed(command, "printed no usable key (" + probe.Reason + ")", "It must print the key alone, on one line.") : probe;
    }

    private static Process Start(string path, KeyCommand command)
    {
        var start = new ProcessStartInfo(path)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
#if NET8_0_OR_GREATER
        for (var place = 1; place < command.Arguments.Count; place++)
        {
            start.ArgumentList.Add(command.Arguments[place]);
        }
#else
        start.Arguments = WindowsArguments.Join(command.Arguments, from: 1);
#endif
        var process = Process.Start(start) ?? throw new InvalidOperationException("no process was started");
        process.StandardInput.Close();
        return process;
    }

    private static Task EndOf(Process process)
    {
        var ended = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.Exited += (_, _) => ended.TrySetResult(true);
        process.EnableRaisingEvents = true;
        if (process.HasExited)
        {
            ended.TrySetResult(true);
        }

        return ended.Task;
    }

    private static void Kill(Process process)
    {
        try
        {
#if NET8_0_OR_GREATER
            process.Kill(entireProcessTree: true);
#else
            process.Kill();
#endif
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or NotSupportedException)
        {
            // It has ended on its own.
        }
    }

    private static KeyProbe Failed(KeyCommand command, string reason, string? hint = null) =>
        KeyProbe.Refused($"the key command '{command.Program}' {reason}", hint ?? $"Run '{command.Program}' yourself to see what it says; it may want a new sign-in.");
}
