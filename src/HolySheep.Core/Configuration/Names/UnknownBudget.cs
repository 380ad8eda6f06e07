using System.Collections.Generic;
using HolySheep.Errors;

namespace HolySheep.Configuration.Names;

/// <summary>Creates the error of an unknown budget.</summary>
internal static class UnknownBudget
{
    public static HolySheepException Fault(string name, IReadOnlyCollection<string> known) => new(
        ErrorCode.BudgetUnknown,
        $"There is no budget '{name}'{NearestName.Suggest(name, known)}",
        known.Count == 0 ? $"No budget is configured; {CommandHint.MakeBudget} creates one." : $"Configured budgets: {string.Join(", ", known)}.");
}
