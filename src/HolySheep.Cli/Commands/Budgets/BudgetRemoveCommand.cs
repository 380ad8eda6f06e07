using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Configuration;
using HolySheep.Configuration.Edits;

namespace HolySheep.Cli.Commands.Budgets;

/// <summary><c>holysheep budget remove</c>: removes a budget from the configuration.</summary>
internal sealed class BudgetRemoveCommand : ChangeCommand
{
    private readonly Argument<string> _name = ValueArgument.Text("NAME", "The budget's name.");

    public BudgetRemoveCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("remove", "Removes a budget from the configuration; what was spent stays in the ledger.", common, output, messages) => Take([_name]);

    protected override string Change(ParseResult parse, ConfigurationFile file)
    {
        var name = parse.GetRequiredValue(_name);
        file.RemoveBudget(name);
        return EditSummary.RemoveBudget(name);
    }
}
