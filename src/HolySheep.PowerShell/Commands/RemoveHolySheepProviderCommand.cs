using System.Management.Automation;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Secrets;

namespace HolySheep.PowerShell.Commands;

/// <summary>Takes a provider out of the configuration, and forgets its key of this session.</summary>
[Cmdlet(VerbsCommon.Remove, "HolySheepProvider", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveHolySheepProviderCommand : HolySheepConfigurationCommand
{
    /// <summary>The providers that are removed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Provider")]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Also takes out the targets, the members of chains and the defaults that name the provider; without it a provider in use is an error.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name is { Length: > 0 } given ? given : [""])
        {
            if (IsGiven(name, "There is no provider that could be removed.", "Write, for example: Remove-HolySheepProvider backup"))
            {
                Change(name, Force ? $"Remove the provider {name} and everything that names it" : $"Remove the provider {name}", file =>
                {
                    file.RemoveProvider(name, Force);
                    SessionKeys.Set(file.Path, name, null);
                });
            }
        }
    }
}
