using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HolySheep.Configuration.Options;
using HolySheep.Spend.Budgets;

namespace HolySheep.Cli.Output;

/// <summary>Budgets as table rows; what is leased has a column if there is anything.</summary>
internal static class BudgetTable
{
    private static readonly TableOutput Table = new(["BUDGET", "SPENT $", "LIMIT $", "PERIOD", "UNTIL"], ["ACTION", "SCOPE"]);
    private static readonly TableOutput WithLeases = new(["BUDGET", "SPENT $", "LEASED $", "LIMIT $", "PERIOD", "UNTIL"], ["ACTION", "SCOPE"]);

    public static void Write(StandardOutput output, IEnumerable<BudgetStatus> budgets)
    {
        var all = budgets.ToList();
        var isLeased = all.Exists(status => status.Leased > 0);
        (isLeased ? WithLeases : Table).Write(output, all.Select(status => (IReadOnlyList<string>)
        [
            status.Budget.Name,
            UsageTable.Usd(status.Spent),
            .. isLeased ? [UsageTable.Usd(status.Leased)] : (string[])[],
            UsageTable.Usd(status.Budget.Limit),
            status.Budget.Period.ToString(),
            status.Budget.Period.Kind == BudgetPeriodKind.RollingHours ? "" : status.To.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            status.Budget.Action.ToString(),
            status.Budget.Scope.ToString(),
        ]));
    }
}
