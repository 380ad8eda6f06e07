using System;
using System.Threading.Tasks;
using HolySheep.TestKit;
using HolySheep.TestKit.Processes;

namespace HolySheep.PowerShell.Tests.Suite;

/// <summary>One real pwsh that runs files of the suite one after another, so that PowerShell, Pester and the module start and compile once.</summary>
public sealed class SharedShell : IAsyncDisposable
{
    private ChildProcess? _child;

    /// <summary>Runs a file; null if it ended without a result.</summary>
    /// <exception cref="InvalidOperationException">The process ended meanwhile; the message holds what it wrote.</exception>
    internal async Task<SuiteFile?> RunAsync(string name)
    {
        SuiteFile.Prepare(name);
        _child ??= Start();
        await _child.WriteLineAsync(name);
        await _child.WaitForOutputAsync($"[{name}] has ended.");
        return SuiteFile.Read(name);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_child is not null)
        {
            await _child.DisposeAsync();
        }
    }

    private static ChildProcess Start() => ChildProcess.Start(ShellProcess.Options(
        typeof(SharedShell).Assembly, "-NoProfile", "-NonInteractive", "-File", SuiteFile.ScriptPath("Invoke-Queue.ps1"), "-ResultFolder", SuiteFile.ResultFolder) with
    {
        KeepsStdinOpen = true,
        Limit = TimeSpan.FromMinutes(30),
    });
}
