using System.CommandLine;
using System.Linq;
using HolySheep.Cli.Output;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands.Budgets;

/// <summary>Shows the budgets, and how much of each is spent: what <c>budget</c> and <c>budget list</c> do.</summary>
internal static class BudgetListing
{
    public static int Run(ParseResult parse, ConfigurationOptions common, StandardOutput output, Messages messages, string? pattern)
    {
        using var client = common.OpenClient(parse, messages);
        var all = client.GetBudgets();
        var budgets = NamePattern.Select(all, status => status.Budget.Name, pattern, name =>
        {
            var options = common.File(parse).Read().GetBudget(name);
            return all.First(status => status.Budget.Name == options.Name);
        });
        messages.WarningOf(client.FindLedgerDamage());
        output.Show(common.Json(parse), () => BudgetJson.Of(budgets), () => BudgetTable.Write(output, budgets));
        return ExitCode.Answered;
    }
}
