using System.Collections.Generic;
using System.Management.Automation;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Errors;

namespace HolySheep.PowerShell.Commands;

/// <summary>A command that accepts the output of its Get- command.</summary>
public abstract class HolySheepSetCommand : HolySheepConfigurationCommand
{
    private HashSet<string> _given = [];

    private protected HolySheepSetCommand()
    {
    }

    /// <summary>The output of the Get- command, directly or through Clixml or JSON; its properties are the parameters. A part that would be lost is an error.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _given = [.. MyInvocation.BoundParameters.Keys];
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        if (InputObject is not null && PipedSettings.FindFault(this, InputObject, _given) is { } fault)
        {
            WriteError(ErrorRecords.From(fault, InputObject));
            return;
        }

        SetOne();
    }

    /// <summary>Applies one input or the parameters.</summary>
    private protected abstract void SetOne();

    /// <summary>True if the parameter is on the command line.</summary>
    private protected bool IsOnCommandLine(string parameter) => _given.Contains(parameter);

    /// <summary>A switch that can be turned off again; null if neither the command line nor the input gives it.</summary>
    private protected bool? Given(string parameter, SwitchParameter value) => MyInvocation.BoundParameters.ContainsKey(parameter) ? value.IsPresent : null;
}
