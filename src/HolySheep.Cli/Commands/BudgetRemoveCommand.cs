using System.CommandLine;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands;

/// <summary><c>holysheep budget remove</c>: removes a budget from the configuration.</summary>
internal sealed class BudgetRemoveCommand : Command
{
    private readonly Argument<string> _name = new("NAME") { Description = "The budget's name." };

    public BudgetRemoveCommand(ConfigurationOptions common)
        : base("remove", "Removes a budget from the configuration; what was spent stays in the ledger.")
    {
        Arguments.Add(_name);
        SetAction(parse =>
        {
            common.File(parse).RemoveBudget(parse.GetRequiredValue(_name));
            return ExitCode.Answered;
        });
    }
}
