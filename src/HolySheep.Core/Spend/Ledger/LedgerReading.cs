using System.Collections.Generic;
using System.Linq;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Usage;

namespace HolySheep.Spend.Ledger;

/// <summary>The answer of a ledger to a <see cref="LedgerQuestion"/>.</summary>
/// <param name="Usage">The cells of each range.</param>
/// <param name="Budgets">What each budget has spent and reserved in its window.</param>
internal sealed record LedgerReading(IReadOnlyList<IReadOnlyList<UsageCell>> Usage, IReadOnlyList<BudgetSum> Budgets)
{
    /// <summary>What leases hold of each budget in its window beside that, in units.</summary>
    public required IReadOnlyList<long> Leased { get; init; }

    /// <summary>The answer of an empty ledger.</summary>
    public static LedgerReading Empty(LedgerQuestion question) => new([.. question.Ranges.Select(static _ => (IReadOnlyList<UsageCell>)[])], [.. question.Budgets.Select(static _ => default(BudgetSum))])
    {
        Leased = [.. question.Budgets.Select(static _ => 0L)],
    };
}
