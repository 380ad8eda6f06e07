using System.Management.Automation;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Completers;

namespace HolySheep.PowerShell.Commands;

/// <summary>Forgets the health of targets, for all processes that share the state: the next call may ask them.</summary>
[Cmdlet(VerbsCommon.Reset, "HolySheepHealth", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class ResetHolySheepHealthCommand : HolySheepHealthCommand
{
    /// <summary>Targets (<c>provider/model</c>), models, quota groups (<c>group NAME</c>) and keys, with wildcards except for models.</summary>
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
            if (new NamePattern(name).IsName)
            {
                // A name may also be that of a model or a group.
                Reset(name);
                continue;
            }

            foreach (var health in Find(name))
            {
                Reset(health.Target);
            }
        }
    }

    private void Reset(string name)
    {
        if (ShouldProcess(name, "Forget its health"))
        {
            Ask(name, client => Told(client.ResetHealth(name)));
        }
    }
}
