using System;
using System.Management.Automation;

namespace HolySheep.PowerShell.Tests.Pumping;

/// <summary>Shows every object to the test before it passes it on; what the test throws is thrown into the pipeline.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Downstream")]
public sealed class DownstreamCommand : PSCmdlet
{
    [Parameter(ValueFromPipeline = true)]
    public object? Item { get; set; }

    [Parameter(Mandatory = true)]
    public Action<object?> See { get; set; } = null!;

    protected override void ProcessRecord()
    {
        See(Item);
        WriteObject(Item);
    }
}
