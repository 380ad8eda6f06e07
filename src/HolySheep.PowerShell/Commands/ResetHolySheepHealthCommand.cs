using System.Management.Automation;
using HolySheep.PowerShell.Completers;

namespace HolySheep.PowerShell.Commands;

/// <summary>Forgets how targets fared, for all processes that share the state: the next call may ask them.</summary>
[Cmdlet(VerbsCommon.Reset, "HolySheepHealth", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class ResetHolySheepHealthCommand : HolySheepHealthCommand
{
    /// <summary>Targets (<c>provider/model</c>), quota groups (<c>group NAME</c>) and keys, with wildcards; all where it is not given.</summary>
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
                if (ShouldProcess(health.Target, "Forget how it fared"))
                {
                    Ask(health.Target, client => Told(client.ResetHealth(health.Target)));
                }
            }
        }
    }
}
