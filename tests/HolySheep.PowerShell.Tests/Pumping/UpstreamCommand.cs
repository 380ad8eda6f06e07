using System.Collections.Generic;
using System.Management.Automation;

namespace HolySheep.PowerShell.Tests.Pumping;

/// <summary>Writes the test's items, each only when the pipeline takes it; the engine itself reads all input before it starts.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Upstream")]
public sealed class UpstreamCommand : PSCmdlet
{
    [Parameter(Mandatory = true)]
    public IEnumerable<int> Items { get; set; } = [];

    protected override void EndProcessing()
    {
        foreach (var item in Items)
        {
            WriteObject(item);
        }
    }
}
