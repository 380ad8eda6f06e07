using System.Management.Automation;
using HolySheep.PowerShell.Completers;

namespace HolySheep.PowerShell.Commands;

/// <summary>Takes a budget out of the configuration; what was spent stays in the ledger.</summary>
[Cmdlet(VerbsCommon.Remove, "HolySheepBudget", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveHolySheepBudgetCommand : HolySheepConfigurationCommand
{
    /// <summary>The budgets that are removed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(BudgetCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name is { Length: > 0 } given ? given : [""])
        {
            if (IsGiven(name, "There is no budget that could be removed.", "Write, for example: Remove-HolySheepBudget daily"))
            {
                Change(name, $"Remove the budget {name}", file => file.RemoveBudget(name));
            }
        }
    }
}
