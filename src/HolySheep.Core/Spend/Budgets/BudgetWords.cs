using System;
using System.Collections.Generic;
using HolySheep.Chat.Sessions;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Pricing;

namespace HolySheep.Spend.Budgets;

/// <summary>The messages about budgets.</summary>
internal static class BudgetWords
{
    public static BudgetRefusal Refusal(BudgetOptions budget, LedgerEntry entry, decimal spent, decimal estimate, BudgetWindow window, TimeZoneInfo local) => new(
        budget.Name,
        budget.Action,
        ErrorCode.BudgetExceeded,
        FormattableString.Invariant($"The budget '{budget.Name}' has {Left(budget, spent)} of {UsdText.Exact(budget.Limit)} USD left{Until(budget, window, local)}, and a call of {entry.Provider}/{entry.ModelSent} may cost {UsdText.Exact(estimate)} USD"),
        $"Raise it ({CommandHint.SetBudget(budget.Name, "Limit", "…")}), wait, allow fewer answer tokens, or ask a cheaper model.");

    public static BudgetRefusal UnknownPrice(BudgetOptions budget, LedgerEntry entry) => new(
        budget.Name,
        BudgetAction.Stop,
        ErrorCode.BudgetExceeded,
        $"The price of {entry.Provider}/{entry.ModelSent} is not known, and the budget '{budget.Name}' refuses calls that it cannot count",
        $"Give the price ({CommandHint.SetPrice(entry.Model)}), or allow it ({CommandHint.SetBudget(budget.Name, "AllowUnknownPrices")}).");

    public static BudgetRefusal CallLimit(LedgerEntry entry, decimal? estimate, decimal left) => new(
        "",
        BudgetAction.Stop,
        ErrorCode.BudgetExceeded,
        estimate is { } cost
            ? FormattableString.Invariant($"A call of {entry.Provider}/{entry.ModelSent} may cost {UsdText.Exact(cost)} USD, and the limit of this call leaves {UsdText.Exact(left)} USD")
            : $"The price of {entry.Provider}/{entry.ModelSent} is not known, and this call has a cost limit",
        "Raise the limit of the call, allow fewer answer tokens, or ask a cheaper model.");

    public static BudgetRefusal Session(CallSession session, LedgerEntry entry, decimal? estimate, decimal left) => new(
        "",
        BudgetAction.Stop,
        ErrorCode.BudgetExceeded,
        estimate is { } cost
            ? FormattableString.Invariant($"The session '{session.Id}' has {UsdText.Exact(left)} of {UsdText.Exact(session.MaxCost ?? 0)} USD left, and a call of {entry.Provider}/{entry.ModelSent} may cost {UsdText.Exact(cost)} USD")
            : $"The price of {entry.Provider}/{entry.ModelSent} is not known, and the session '{session.Id}' has a cost limit",
        "Begin another session, raise its limit, allow fewer answer tokens, or ask a cheaper model.");

    public static BudgetRefusal Unrecorded(BudgetOptions budget, string fault, string remedy) => new(
        budget.Name,
        BudgetAction.Stop,
        ErrorCode.LedgerUnusable,
        $"The ledger {fault}, and the budget '{budget.Name}' refuses calls that it cannot count",
        $"{remedy}, or allow calls without it ({CommandHint.SetBudget(budget.Name, "AllowUnrecorded")}).");

    public static string Warning(BudgetOptions budget, decimal spent, BudgetWindow window, TimeZoneInfo local) =>
        FormattableString.Invariant($"The budget '{budget.Name}' is spent: {UsdText.Exact(spent)} of {UsdText.Exact(budget.Limit)} USD{Until(budget, window, local)}.");

    public static string Disagreement(BudgetOptions budget, OtherSetting other)
    {
        var place = string.Equals(other.Machine, Environment.MachineName, StringComparison.OrdinalIgnoreCase) ? "in another process" : $"on {other.Machine}";
        List<string> differences = [], settings = [];
        if (other.Limit is { } limit)
        {
            differences.Add(FormattableString.Invariant($"a limit of {UsdText.Exact(budget.Limit)} USD here and of {UsdText.Exact(limit)} USD {place}: the lower one holds"));
            settings.Add("limit");
        }

        if (other.Period is { } period)
        {
            differences.Add(period == budget.Period.ToString()
                ? $"the period {period} here, and {place} that of another time zone: each counts its own"
                : $"the period {budget.Period} here and {period} {place}: each counts its own, so that it may spend more than the other allows");
            settings.Add("period");
        }

        return $"The budget '{budget.Name}' has {string.Join("; and ", differences)}. Give it the same {string.Join(" and ", settings)} in every configuration.";
    }

    public static string Alert(BudgetOptions budget, decimal spent, BudgetWindow window, TimeZoneInfo local) =>
        FormattableString.Invariant($"The budget '{budget.Name}' has reached {decimal.Floor(spent / budget.Limit * 100)} %: {UsdText.Exact(spent)} of {UsdText.Exact(budget.Limit)} USD{Until(budget, window, local)}.");

    public static string Refused(BudgetRefusal refusal) => refusal.Action == BudgetAction.Downgrade
        ? $"{refusal.Message}: calls go to the budget's chain from now on."
        : $"{refusal.Message}: calls are refused from now on. {refusal.Hint}";

    private static string Left(BudgetOptions budget, decimal spent) => UsdText.Exact(Math.Max(0, budget.Limit - spent));

    private static string Until(BudgetOptions budget, BudgetWindow window, TimeZoneInfo local) => budget.Period.Kind == BudgetPeriodKind.RollingHours
        ? FormattableString.Invariant($" in {budget.Period.Hours} h")
        : FormattableString.Invariant($" until {TimeZoneInfo.ConvertTime(window.End, budget.Period.TimeZone ?? local):yyyy-MM-dd HH:mm zzz}");
}
