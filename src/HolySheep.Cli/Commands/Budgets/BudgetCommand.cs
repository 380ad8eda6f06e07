using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Configuration.Edits;

namespace HolySheep.Cli.Commands.Budgets;

/// <summary><c>holysheep budget</c>: shows the budgets.</summary>
internal sealed class BudgetCommand : Command, IHasExamples
{
    public const string Purpose = "Shows the budgets, and how much of each is spent.";

    public BudgetCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("budget", Purpose)
    {
        Subcommands.Add(new BudgetListCommand(common, output, messages));
        Subcommands.Add(new BudgetSetCommand(common, output, messages));
        Subcommands.Add(new RemoveCommand(
            "Removes a budget from the configuration; what was spent stays in the ledger.",
            ValueArgument.Text("NAME", "The budget's name."), static (file, name) => file.RemoveBudget(name), EditSummary.RemoveBudget, common, output, messages));
        SetAction(parse => BudgetListing.Run(parse, common, output, messages, pattern: null));
    }

    public string Examples => """
        Examples:
          holysheep budget
          holysheep budget set daily 20 --period day
          holysheep budget set nightly 1.00 --period day --action downgrade --chain gemini-2.5-flash --scope tag=nightly
          holysheep budget remove nightly

        """;
}
