using System.Management.Automation;
using HolySheep.Configuration.Edits;
using HolySheep.PowerShell.Completers;

namespace HolySheep.PowerShell.Commands;

/// <summary>Removes templates.</summary>
[Cmdlet(VerbsCommon.Remove, "HolySheepTemplate", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveHolySheepTemplateCommand : HolySheepConfigurationCommand
{
    /// <summary>The templates to remove.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(TemplateCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name is { Length: > 0 } given ? given : [""])
        {
            if (IsGiven(name, "No template was given.", "Write, for example: Remove-HolySheepTemplate summarise"))
            {
                Change(name, EditSummary.RemoveTemplate(name), file => file.RemoveTemplate(name));
            }
        }
    }
}
