using System;
using System.IO;
using System.Management.Automation;
using System.Threading;
using HolySheep.PowerShell.Pumping;

namespace HolySheep.PowerShell.Commands;

/// <summary>A command whose work ends when the pipeline is stopped or has ended.</summary>
public abstract class HolySheepCommand : PSCmdlet, IDisposable
{
    private protected HolySheepCommand()
    {
    }

    // Never disposed: it has no timer and no handle, and Ctrl+C may cancel it while the engine disposes the command.
    private protected CancellationTokenSource Cancellation { get; } = new();

    /// <summary>The caller for the ledger: the command, and the script that contains it.</summary>
    private protected string Caller => MyInvocation.ScriptName is { Length: > 0 } script ? $"{MyInvocation.MyCommand.Name} in {Path.GetFileName(script)}" : MyInvocation.MyCommand.Name;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void BeginProcessing() => UnaskedStreams.Prepare(this);

    /// <inheritdoc/>
    protected override void StopProcessing() => Cancellation.Cancel();

    /// <summary>Stops running work.</summary>
    protected virtual void Dispose(bool disposing) => Cancellation.Cancel();

    /// <summary>The file system path of a PowerShell path; null stays null.</summary>
    /// <exception cref="HolySheep.Errors.HolySheepException">The path is not in the file system.</exception>
    private protected string? FileSystemPath(string? path) => path is null ? null : Binding.FileSystemPath.Of(SessionState.Path, path);
}
