using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Tasks;
using HolySheep.TestKit.Processes;

namespace HolySheep.TestKit;

/// <summary>A real process with its pipes read all the time, so that neither side waits for the other.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const int Sigint = 2;
    private static readonly TimeSpan PipeGrace = TimeSpan.FromSeconds(5);
    private readonly Process _process;
    private readonly ChildOptions _options;
    private readonly long _startedAt = Stopwatch.GetTimestamp();
    private readonly OutputCapture _stdout;
    private readonly OutputCapture _stderr;
    private readonly Task _writing;

    private ChildProcess(Process process, ChildOptions options)
    {
        (_process, _options) = (process, options);
        _stdout = new OutputCapture(process.StandardOutput.BaseStream);
        _stderr = new OutputCapture(process.StandardError.BaseStream);
        _writing = Task.Run(WriteStdinAsync);
    }

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>What standard output held so far.</summary>
    public string Output => Encoding.UTF8.GetString(_stdout.Bytes);

    /// <summary>Starts a process.</summary>
    public static ChildProcess Start(ChildOptions options)
    {
        var start = new ProcessStartInfo(options.FileName, options.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = options.WorkingDirectory ?? "",
        };
        foreach (string name in start.Environment.Keys.Where(IsPrivate).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach ((string name, string value) in options.Environment)
        {
            start.Environment[name] = value;
        }

        return new ChildProcess(Process.Start(start) ?? throw new InvalidOperationException($"'{options.FileName}' did not start."), options);
    }

    /// <summary>Runs a process to its end.</summary>
    /// <exception cref="TimeoutException">The limit ran out; the process and its own ones were killed.</exception>
    public static async Task<ChildResult> RunAsync(ChildOptions options)
    {
        await using ChildProcess child = Start(options);
        return await child.WaitAsync();
    }

    /// <summary>Completes when the process has ended and its pipes are read.</summary>
    /// <exception cref="TimeoutException">The limit ran out; the process and its own ones were killed.</exception>
    public async Task<ChildResult> WaitAsync()
    {
        await WithinLimitAsync(_process.WaitForExitAsync(), "end");
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_startedAt);

        // a process of its own may hold the pipes for ever
        Task pipes = Task.WhenAll(_stdout.Completion, _stderr.Completion);
        bool held = await Task.WhenAny(pipes, Task.Delay(PipeGrace)) != pipes;
        if (!held)
        {
            await pipes;
        }

        return new ChildResult(_process.ExitCode, _stdout.Bytes, _stderr.Bytes, elapsed, held);
    }

    /// <summary>Completes when standard output holds a text.</summary>
    /// <exception cref="TimeoutException">The limit ran out first; the process and its own ones were killed.</exception>
    /// <exception cref="InvalidOperationException">The output ended without it.</exception>
    public Task WaitForOutputAsync(string text) => WaitForAsync(_stdout, text);

    /// <summary>Completes when standard error holds a text.</summary>
    /// <exception cref="TimeoutException">The limit ran out first; the process and its own ones were killed.</exception>
    /// <exception cref="InvalidOperationException">Standard error ended without it.</exception>
    public Task WaitForErrorAsync(string text) => WaitForAsync(_stderr, text);

    /// <summary>Writes a line to a standard input that stays open.</summary>
    /// <exception cref="IOException">The process has ended or closed its input.</exception>
    public async Task WriteLineAsync(string line)
    {
        await _writing;
        await _process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));
        await _process.StandardInput.BaseStream.FlushAsync();
    }

    private async Task WaitForAsync(OutputCapture output, string text)
    {
        Task seen = output.WaitForAsync(text);
        await WithinLimitAsync(Task.WhenAny(seen, output.Completion), $"print '{text}'");
        if (!seen.IsCompleted)
        {
            throw new InvalidOperationException($"The output ended without '{text}': {await WaitAsync()}");
        }
    }

    /// <summary>Ends the process at once, as a crash does: it cannot clean up.</summary>
    public void Kill9() => _process.Kill();

    /// <summary>Sends what Ctrl+C sends.</summary>
    /// <exception cref="InvalidOperationException">The process ignores the signal, so nothing would be tested.</exception>
    /// <exception cref="PlatformNotSupportedException">Windows has no signals.</exception>
    public void Interrupt()
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("A signal to one process needs a Unix.");
        }

        if (OperatingSystem.IsLinux() && IgnoresInterrupt())
        {
            throw new InvalidOperationException($"Process {Id} ignores the interrupt, as children of a background job do. Start the tests in the foreground.");
        }

        if (Kill(Id, Sigint) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Kills what still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        await Task.WhenAny(_writing, Task.Delay(PipeGrace));
        _process.StandardInput.BaseStream.Close();
        _process.Dispose();
    }

    /// <summary>Whether a variable of the real environment is kept from children: settings, keys and proxies.</summary>
    internal static bool IsPrivate(string name) =>
        name.StartsWith("HOLYSHEEP_", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("_API_KEY", StringComparison.OrdinalIgnoreCase);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int id, int signal);

    private bool IgnoresInterrupt()
    {
        string ignored = File.ReadLines($"/proc/{Id}/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))[7..].Trim();
        return (ulong.Parse(ignored, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) & (1UL << (Sigint - 1))) != 0;
    }

    private async Task WriteStdinAsync()
    {
        try
        {
            Stream stdin = _process.StandardInput.BaseStream;
            await stdin.WriteAsync(Encoding.UTF8.GetBytes(_options.Stdin ?? ""));
            await stdin.FlushAsync();
            if (!_options.KeepsStdinOpen)
            {
                stdin.Close();
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // a child may end without reading its input
        }
    }

    private async Task WithinLimitAsync(Task task, string goal)
    {
        TimeSpan left = _options.Limit - Stopwatch.GetElapsedTime(_startedAt);
        try
        {
            await task.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{_options.FileName}' did not {goal} within {_options.Limit.TotalSeconds:0.#} s.\n{await WaitAfterKillAsync()}");
        }
    }

    private async Task<ChildResult> WaitAfterKillAsync()
    {
        await _process.WaitForExitAsync();
        await Task.WhenAny(Task.WhenAll(_stdout.Completion, _stderr.Completion), Task.Delay(PipeGrace));
        return new ChildResult(_process.ExitCode, _stdout.Bytes, _stderr.Bytes, Stopwatch.GetElapsedTime(_startedAt), false);
    }
}
