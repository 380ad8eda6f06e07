using System.Management.Automation;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Commands;

/// <summary>Shows the health of the targets: which may be called, which may not, until when and why.</summary>
[Cmdlet(VerbsCommon.Get, "HolySheepHealth")]
[OutputType(typeof(HolySheepHealth))]
public sealed class GetHolySheepHealthCommand : HolySheepHealthCommand
{
    /// <summary>Targets (<c>provider/model</c>), quota groups (<c>group NAME</c>) and keys, with wildcards.</summary>
    /// <value>Default: *.</value>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TargetCompleter))]
    public string[] Target { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Target)
        {
            foreach (var health in Find(name))
            {
                WriteObject(new HolySheepHealth(health));
            }
        }
    }
}
