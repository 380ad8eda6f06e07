using System.Management.Automation;
using HolySheep.Configuration.Edits;
using HolySheep.PowerShell.Completers;

namespace HolySheep.PowerShell.Commands;

/// <summary>Removes rules; calls that they matched go to the next matching rule, or to the model that they ask for.</summary>
[Cmdlet(VerbsCommon.Remove, "HolySheepRule", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveHolySheepRuleCommand : HolySheepConfigurationCommand
{
    /// <summary>The rules to remove.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RuleCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name is { Length: > 0 } given ? given : [""])
        {
            if (IsGiven(name, "No rule was given.", "Write, for example: Remove-HolySheepRule long"))
            {
                Change(name, EditSummary.RemoveRule(name), file => file.RemoveRule(name));
            }
        }
    }
}
