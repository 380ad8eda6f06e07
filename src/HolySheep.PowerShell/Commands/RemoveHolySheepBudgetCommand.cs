using System.Management.Automation;
using HolySheep.Configuration.Edits;
using HolySheep.PowerShell.Completers;

namespace HolySheep.PowerShell.Commands;

/// <summary>Removes budgets from the configuration; what was spent stays in the ledger.</summary>
[Cmdlet(VerbsCommon.Remove, "HolySheepBudget", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveHolySheepBudgetCommand : HolySheepConfigurationCommand
{
    /// <summary>The budgets to remove.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(BudgetCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name is { Length: > 0 } given ? given : [""])
        {
            if (IsGiven(name, "No budget was given.", "Write, for example: Remove-HolySheepBudget daily"))
            {
                Change(name, EditSummary.RemoveBudget(name), file => file.RemoveBudget(name));
            }
        }
    }
}
