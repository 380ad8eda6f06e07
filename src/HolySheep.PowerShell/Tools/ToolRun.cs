using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using HolySheep.Chat.Tools;
using HolySheep.PowerShell.Binding;
using Shell = System.Management.Automation.PowerShell;

namespace HolySheep.PowerShell.Tools;

/// <summary>One run of a command on the pipeline thread: its output and errors are for the model, every other stream is for the user.</summary>
internal sealed class ToolRun
{
    private readonly PSCmdlet _cmdlet;
    private readonly ToolResult _result = new();

    internal ToolRun(PSCmdlet cmdlet) => _cmdlet = cmdlet;

    /// <summary>Runs the command to its end; output that no longer fits is dropped as it comes.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="arguments">The values of its parameters.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="PipelineStoppedException">The user stopped the command.</exception>
    internal ToolOutput Run(CommandTool tool, IReadOnlyDictionary<string, object?> arguments, TimeSpan limit, CancellationToken stop)
    {
        using var shell = Shell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand(tool.Command);
        foreach (var argument in arguments)
        {
            shell.AddParameter(argument.Key, argument.Value);
        }

        // The tool was confirmed or allowed, so it does not ask again; and its first error does not end it.
        if (tool.Takes("Confirm"))
        {
            shell.AddParameter("Confirm", false);
        }

        if (tool.Takes("ErrorAction"))
        {
            shell.AddParameter("ErrorAction", ActionPreference.Continue);
        }

        return Run(shell, limit, stop);
    }

    private ToolOutput Run(Shell shell, TimeSpan limit, CancellationToken stop)
    {
        Forward(shell.Streams);
        using var output = new PSDataCollection<PSObject>();
        output.DataAdded += (_, _) => Take(output);
        using var late = new CancellationTokenSource(limit);
        using var stopping = stop.Register(() => Stop(shell));
        using var lateness = late.Token.Register(() => Stop(shell));
        try
        {
            shell.Invoke<PSObject>(null, output, null);
        }
        catch (PipelineStoppedException) when (late.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            // Told below.
        }
        catch (RuntimeException exception) when (exception is not PipelineStoppedException && InputFault.IsUsers(exception))
        {
            _result.AddError(exception.ErrorRecord?.ErrorDetails?.Message ?? exception.Message, ends: true);
        }

        stop.ThrowIfCancellationRequested();
        if (shell.InvocationStateInfo.State == PSInvocationState.Stopped)
        {
            if (!late.IsCancellationRequested)
            {
                // PowerShell stops what runs inside a pipeline before the command that runs it.
                throw new PipelineStoppedException();
            }

            _result.AddError(FormattableString.Invariant($"The tool was stopped: it ran longer than {limit.TotalSeconds:0.###} s."), ends: true);
        }

        foreach (var error in shell.Streams.Error)
        {
            _result.AddError(error.ErrorDetails?.Message ?? error.Exception.Message, ends: false);
        }

        return _result.ToOutput();
    }

    private static void Stop(Shell shell)
    {
        try
        {
            shell.BeginStop(null, null);
        }
        catch (InvalidOperationException)
        {
            // It has just ended.
        }
    }

    private void Take(PSDataCollection<PSObject> output)
    {
        foreach (var item in output.ReadAll())
        {
            _result.Add(item);
        }
    }

    private void Forward(PSDataStreams streams)
    {
        streams.Warning.DataAdded += (_, _) => Each(streams.Warning, record => _cmdlet.WriteWarning(record.Message));
        streams.Verbose.DataAdded += (_, _) => Each(streams.Verbose, record => _cmdlet.WriteVerbose(record.Message));
        streams.Debug.DataAdded += (_, _) => Each(streams.Debug, record => _cmdlet.WriteDebug(record.Message));
        streams.Progress.DataAdded += (_, _) => Each(streams.Progress, _cmdlet.WriteProgress);
        streams.Information.DataAdded += (_, _) => Each(streams.Information, _cmdlet.WriteInformation);
    }

    private static void Each<T>(PSDataCollection<T> records, Action<T> write)
    {
        foreach (var record in records.ReadAll())
        {
            write(record);
        }
    }
}
