using System.CommandLine;
using HolySheep.Cli.Output;

namespace HolySheep.Cli.Commands.Budgets;

/// <summary><c>holysheep budget list</c>: shows the budgets.</summary>
internal sealed class BudgetListCommand : Command
{
    private readonly Argument<string?> _name = ValueArgument.Optional("NAME", "The budget, with wildcards. Default: all.").NotEmpty();

    public BudgetListCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("list", BudgetCommand.Purpose)
    {
        Arguments.Add(_name);
        SetAction(parse => BudgetListing.Run(parse, common, output, messages, parse.GetValue(_name)));
    }
}
