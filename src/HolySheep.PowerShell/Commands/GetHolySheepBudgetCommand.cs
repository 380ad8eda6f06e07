using System.Linq;
using System.Management.Automation;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Commands;

/// <summary>Shows the budgets, and how much of each is spent.</summary>
[Cmdlet(VerbsCommon.Get, "HolySheepBudget")]
[OutputType(typeof(HolySheepBudget))]
public sealed class GetHolySheepBudgetCommand : HolySheepConfigurationCommand
{
    /// <summary>The names of budgets, with wildcards.</summary>
    /// <value>Default: *.</value>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BudgetCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            Use(name, file => WithClient(shared =>
            {
                var pattern = new NamePattern(name);
                if (pattern.IsName)
                {
                    file.Read().GetBudget(name);
                }

                if (shared.Client.FindLedgerDamage() is { } damage)
                {
                    WriteWarning(damage);
                }

                WriteObject(
                    shared.Client.GetBudgets().Where(status => pattern.Fits(status.Budget.Name)).Select(status => new HolySheepBudget(status)),
                    enumerateCollection: true);
            }));
        }
    }
}
