using System;
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
        if (UnsetArguments.FindNull(this) is { } fault)
        {
            ThrowTerminatingError(ErrorRecords.From(fault, null));
        }
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        if (InputObject is not null && PipedSettings.FindFault(this, InputObject, _given) is { } fault)
        {
            WriteError(ErrorRecords.From(fault, InputObject));
            return;
        }

        EmptyLists();
        SetOne();
    }

    /// <summary>Applies one input or the parameters.</summary>
    private protected abstract void SetOne();

    // The cell of a CSV file that holds no items is an empty text; on the command line it comes from a variable that is not set.
    private void EmptyLists()
    {
        foreach (var parameter in GetType().GetProperties())
        {
            if (!IsOnCommandLine(parameter.Name) && parameter.IsDefined(typeof(ListArgumentAttribute), inherit: true) && parameter.GetValue(this) is object[] and [""])
            {
                parameter.SetValue(this, Array.CreateInstance(parameter.PropertyType.GetElementType()!, 0));
            }
        }
    }

    /// <summary>True if the parameter is on the command line.</summary>
    private protected bool IsOnCommandLine(string parameter) => _given.Contains(parameter);

    /// <summary>A switch that can be turned off again; null if neither the command line nor the input gives it.</summary>
    private protected bool? Given(string parameter, SwitchParameter value) => MyInvocation.BoundParameters.ContainsKey(parameter) ? value.IsPresent : null;
}
