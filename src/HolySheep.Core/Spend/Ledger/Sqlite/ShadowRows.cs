using System;
using HolySheep.Spend.Budgets;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>
/// Takes money back that shadows under way have reserved. A shadow reserves its whole estimate like every attempt, so that reservations never exceed a limit;
/// but a call of a caller that would be refused for it takes what the shadow has not spent yet, and the shadow is ended.
/// </summary>
internal static class ShadowRows
{
    // The prompt is with the provider, and is paid for. Answers cost no less a token than prompts, so that its share of the tokens is no less than its share of the cost.
    private const string Spent = "CAST(coalesce(estimate, 0) * 1.0 * prompt_tokens / CASE WHEN prompt_tokens + completion_tokens > 1 THEN prompt_tokens + completion_tokens ELSE 1 END AS BIGINT)";
    private static readonly string UnderWay = FormattableString.Invariant($"state = 0 AND role = {(int)AttemptRole.Shadow} AND amount > {Spent}");

    /// <summary>What could be taken back for a budget, in the units of the ledger.</summary>
    public static long Of(ISqlSession session, CountedBudget budget, BudgetWindow window) => BudgetRows.SumOf(session, $"amount - {Spent}", UnderWay, budget, window);

    /// <summary>Takes it back from the shadows that a budget counts.</summary>
    public static void TakeBack(ISqlSession session, CountedBudget budget, BudgetWindow window) => BudgetRows.Change(session, $"amount = {Spent}", UnderWay, budget, window);

    /// <summary>Whether it was taken back from an attempt under way.</summary>
    public static bool IsTakenFrom(ISqlSession session, long row) =>
        (long)session.Scalar("SELECT count(*) FROM attempts WHERE id = $1 AND state = 0 AND amount < coalesce(estimate, 0)", row)! > 0;
}
