using System.Management.Automation;
using HolySheep.Configuration.Edits;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Secrets;

namespace HolySheep.PowerShell.Commands;

/// <summary>Removes providers from the configuration, and their keys from this session.</summary>
[Cmdlet(VerbsCommon.Remove, "HolySheepProvider", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveHolySheepProviderCommand : HolySheepConfigurationCommand
{
    /// <summary>The providers to remove.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Provider")]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Also removes the targets, chain members and defaults that name the provider; without it a provider in use is an error.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name is { Length: > 0 } given ? given : [""])
        {
            if (IsGiven(name, "No provider was given.", "Write, for example: Remove-HolySheepProvider backup"))
            {
                Change(name, EditSummary.RemoveProvider(name, Force), file =>
                {
                    SessionKeys.Set(file.Path, file.RemoveProvider(name, Force), null);
                });
            }
        }
    }
}
