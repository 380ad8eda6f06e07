using System.Collections.Generic;

namespace HolySheep.Spend.Budgets;

/// <summary>What budgets say about an attempt.</summary>
/// <param name="Refusal">The reason why it is refused; null if it is allowed.</param>
/// <param name="Warnings">The warnings of budgets that only warn.</param>
/// <param name="Short">The budgets that can pay for it only with the money of shadows, which must be taken back before it leaves.</param>
internal readonly record struct BudgetVerdict(BudgetRefusal? Refusal, IReadOnlyList<string> Warnings, IReadOnlyList<BudgetBalance> Short);
