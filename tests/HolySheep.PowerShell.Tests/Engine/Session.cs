using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using Shell = System.Management.Automation.PowerShell;

namespace HolySheep.PowerShell.Tests.Engine;

/// <summary>A session of the real engine with nothing in it but the engine's own commands.</summary>
internal sealed class Session : IDisposable
{
    private readonly Runspace _runspace;

    internal Session(params Type[] cmdlets)
        : this(null, cmdlets)
    {
    }

    private Session(PSHost? host, Type[] cmdlets)
    {
        var state = InitialSessionState.CreateDefault2();
        foreach (var cmdlet in cmdlets)
        {
            var name = (CmdletAttribute)Attribute.GetCustomAttribute(cmdlet, typeof(CmdletAttribute))!;
            state.Commands.Add(new SessionStateCmdletEntry($"{name.VerbName}-{name.NounName}", cmdlet, null));
        }

        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        _runspace = host is null ? RunspaceFactory.CreateRunspace(state) : RunspaceFactory.CreateRunspace(host, state);
        _runspace.Open();
    }

    /// <summary>A session with the staged module imported, and these commands beside it.</summary>
    internal static Session WithModule(params Type[] cmdlets) => WithModule(null, cmdlets);

    /// <summary>The same at a host that can ask a person.</summary>
    internal static Session WithModule(PSHost? host, params Type[] cmdlets)
    {
        var session = new Session(host, cmdlets);
        session.Run("Import-Module -Name $args[0] -ErrorAction Stop", StagedModule.Manifest).ThrowOnError();
        return session;
    }

    /// <summary>A pipeline of this session, to be run by the caller.</summary>
    internal Shell Pipeline()
    {
        var shell = Shell.Create();
        shell.Runspace = _runspace;
        return shell;
    }

    internal Outcome Run(string script, params object?[] arguments)
    {
        using var shell = Pipeline();
        shell.AddScript(script);
        foreach (var argument in arguments)
        {
            shell.AddArgument(argument);
        }

        return Run(shell);
    }

    /// <summary>The error that ends a script; an error after which the script goes on does not count.</summary>
    internal ErrorRecord RunToFailure(string script, params object?[] arguments)
    {
        var outcome = Run($"try {{ {script} }} catch {{ $_ }}", arguments);
        return outcome.Failure is null && outcome.Errors.Count == 0 && outcome.Values.ToList() is [ErrorRecord error]
            ? error
            : throw new InvalidOperationException($"The script was not ended by one error: {outcome}");
    }

    internal static Outcome Run(Shell shell)
    {
        var output = new List<PSObject>();
        Exception? failure = null;
        try
        {
            shell.Invoke(null, output);
        }
        catch (RuntimeException exception)
        {
            failure = exception;
        }

        return new Outcome
        {
            Output = output,
            Errors = [.. shell.Streams.Error],
            Warnings = [.. shell.Streams.Warning.Select(record => record.Message)],
            Verbose = [.. shell.Streams.Verbose.Select(record => record.Message)],
            Debug = [.. shell.Streams.Debug.Select(record => record.Message)],
            Information = [.. shell.Streams.Information],
            Failure = failure,
        };
    }

    public void Dispose() => _runspace.Dispose();
}
