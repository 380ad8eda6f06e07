using System.Collections.Generic;
using System.Management.Automation;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Errors;

namespace HolySheep.PowerShell.Commands;

/// <summary>A command that sets what its Get- command gives.</summary>
public abstract class HolySheepSetCommand : HolySheepConfigurationCommand
{
    private HashSet<string> _given = [];

    private protected HolySheepSetCommand()
    {
    }

    /// <summary>What the Get- command gave, as it is or by way of Clixml or JSON; its properties are the parameters. What would be lost of it is an error.</summary>
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

    /// <summary>Sets what one input or the parameters say.</summary>
    private protected abstract void SetOne();

    /// <summary>True if the parameter stands on the command line.</summary>
    private protected bool IsOnCommandLine(string parameter) => _given.Contains(parameter);
}
