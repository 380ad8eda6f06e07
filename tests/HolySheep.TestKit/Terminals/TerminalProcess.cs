using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;

namespace HolySheep.TestKit.Terminals;

/// <summary>A real process at a pseudo-terminal of its own: it gets keys and signals as from a person, and what it shows can be awaited.</summary>
public sealed class TerminalProcess : IAsyncDisposable
{
    private readonly TerminalDevice _device;
    private readonly Process _process;
    private readonly ChildOptions _options;
    private readonly StringBuilder _written = new();
    private readonly Task _reading;
    private TaskCompletionSource _changed = New();
    private int _columns;

    private TerminalProcess(TerminalDevice device, Process process, ChildOptions options, int columns)
    {
        (_device, _process, _options, _columns) = (device, process, options, columns);
        _reading = Task.Factory.StartNew(Read, TaskCreationOptions.LongRunning);
    }

    /// <summary>Whether this system has what such a process needs.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux() && File.Exists("/usr/bin/setsid");

    /// <summary>All that was written to the terminal so far, with its escape sequences.</summary>
    public string Written
    {
        get
        {
            lock (_written)
            {
                return _written.ToString();
            }
        }
    }

    /// <summary>What a person sees now.</summary>
    public IReadOnlyList<string> Screen => TerminalScreen.Of(Written, _columns);

    /// <summary>Starts a process at a terminal of a size.</summary>
    public static TerminalProcess Start(ChildOptions options, int columns = 80, int rows = 24)
    {
        TerminalDevice device = new(columns, rows);

        // A new session whose terminal is the device: what is typed as Ctrl+C and a change of the size reach the process as signals.
        string[] shell = ["-c", "exec setsid --ctty \"$@\" <>\"$0\" >&0 2>&0", device.Path, options.FileName];
        ProcessStartInfo start = new("/bin/sh", [.. shell, .. options.Arguments]) { UseShellExecute = false, WorkingDirectory = options.WorkingDirectory ?? "" };
        foreach (string name in start.Environment.Keys.Where(ChildProcess.IsPrivate).Append("NO_COLOR").ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["TERM"] = "xterm-256color";
        foreach ((string name, string value) in options.Environment)
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start) ?? throw new InvalidOperationException($"'{options.FileName}' did not start.");
        return new TerminalProcess(device, process, options, columns);
    }

    /// <summary>Types a text or keys.</summary>
    public void Type(string keys) => _device.Write(Encoding.UTF8.GetBytes(keys));

    /// <summary>Changes the size of the terminal.</summary>
    public void Resize(int columns, int rows)
    {
        _columns = columns;
        _device.Resize(columns, rows);
    }

    /// <summary>Completes when the screen fulfils a condition.</summary>
    /// <exception cref="TimeoutException">It did not within the limit.</exception>
    public async Task WaitForAsync(Func<IReadOnlyList<string>, bool> condition, string what)
    {
        long begun = Stopwatch.GetTimestamp();
        while (true)
        {
            Task changed;
            lock (_written)
            {
                changed = _changed.Task;
            }

            if (condition(Screen))
            {
                return;
            }

            TimeSpan left = _options.Limit - Stopwatch.GetElapsedTime(begun);
            if (_reading.IsCompleted || left <= TimeSpan.Zero || await Task.WhenAny(changed, _reading, Task.Delay(left)) != changed)
            {
                if (condition(Screen))
                {
                    return;
                }

                throw new TimeoutException($"The terminal did not show {what}{(_reading.IsCompleted ? " before its process ended" : "")}:\n{string.Join('\n', Screen)}\n\n{Written.Replace("\u001b", "<esc>")}");
            }
        }
    }

    /// <summary>Completes when a text is on the screen.</summary>
    public Task WaitForAsync(string text) => WaitForAsync(screen => screen.Any(row => row.Contains(text, StringComparison.Ordinal)), $"'{text}'");

    /// <summary>Completes when the last row of the screen is this one.</summary>
    public Task WaitForLastRowAsync(string row) => WaitForAsync(screen => screen.Count > 0 && screen[^1] == row, $"the last row '{row}'");

    /// <summary>Completes when the process has ended, and gives its exit code.</summary>
    /// <exception cref="TimeoutException">It did not end within the limit.</exception>
    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(_options.Limit);
        return _process.ExitCode;
    }

    /// <summary>Ends what still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        await _reading;
        _device.Dispose();
        _process.Dispose();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Read()
    {
        Decoder decoder = Encoding.UTF8.GetDecoder();
        byte[] bytes = new byte[4096];
        char[] characters = new char[4096];
        int count;
        while ((count = _device.Read(bytes)) > 0)
        {
            lock (_written)
            {
                _written.Append(characters, 0, decoder.GetChars(bytes, 0, count, characters, 0));
                _changed.SetResult();
                _changed = New();
            }
        }
    }
}
