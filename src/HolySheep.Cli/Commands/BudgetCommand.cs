using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands;

/// <summary><c>holysheep budget</c>: shows the budgets.</summary>
internal sealed class BudgetCommand : Command, IHasExamples
{
    public BudgetCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("budget", "Shows the budgets, and how much of each is spent.")
    {
        Subcommands.Add(new BudgetSetCommand(common, messages));
        Subcommands.Add(new BudgetRemoveCommand(common));
        SetAction(parse =>
        {
            using var client = common.OpenClient(parse, messages);
            var budgets = client.GetBudgets();
            messages.WarningOf(client.FindLedgerDamage());
            output.Show(common.Json(parse), () => BudgetJson.Of(budgets), () => BudgetTable.Write(output, budgets));
            return ExitCode.Answered;
        });
    }

    public string Examples => """
        Examples:
          holysheep budget
          holysheep budget set daily --limit 20 --period day
          holysheep budget set nightly --limit 1.00 --period day --action downgrade --chain gemini-2.5-flash --scope tag=nightly
          holysheep budget remove nightly

        """;
}
