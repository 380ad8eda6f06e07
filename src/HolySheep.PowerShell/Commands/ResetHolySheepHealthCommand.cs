using System.Management.Automation;
using HolySheep.PowerShell.Completers;

namespace HolySheep.PowerShell.Commands;

/// <summary>Forgets how targets fared, for all processes that share the state: the next call may ask them.</summary>
[Cmdlet(VerbsCommon.Reset, "HolySheepHealth", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class ResetHolySheepHealthCommand : HolySheepHealthCommand
{
    /// <summary>Targets (<c>provider/model</c>), models, quota groups (<c>group NAME</c>) and keys, with wildcards but for models; all where it is not given.</summary>
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
            if (!WildcardPattern.ContainsWildcardCharacters(name))
            {
                // A name may be a model's or a group's too.
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
        if (ShouldProcess(name, "Forget how it fared"))
        {
            Ask(name, client => Told(client.ResetHealth(name)));
        }
    }
}
