using System;
using System.Collections.Generic;
using HolySheep.Spend.Budgets;

namespace HolySheep.PowerShell.Results;

/// <summary>A budget, and how much of it is spent.</summary>
public sealed class HolySheepBudget
{
    private readonly IReadOnlyList<string> _chain;
    private readonly IReadOnlyList<decimal> _alertAt;

    internal HolySheepBudget(BudgetStatus status)
    {
        var budget = status.Budget;
        Name = budget.Name;
        Limit = budget.Limit;
        Spent = status.Spent;
        Leased = status.Leased;
        Left = status.Left;
        Period = budget.Period.ToString();
        TimeZone = budget.Period.TimeZone?.Id;
        From = status.From;
        To = status.To;
        Scope = budget.Scope.ToString();
        Action = budget.Action.ToString();
        _chain = NestedMember.Show(this, nameof(Chain), new ResultList<string>(budget.Chain));
        _alertAt = NestedMember.Show(this, nameof(AlertAt), new ResultList<decimal>(budget.AlertAt));
        Webhook = budget.ShownWebhook;
        AllowUnknownPrices = budget.AllowUnknownPrices;
        AllowUnrecorded = budget.AllowUnrecorded;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The maximum that may be spent in a period, in USD.</summary>
    public decimal Limit { get; }

    /// <summary>What is spent and reserved in the current period, in USD.</summary>
    public decimal Spent { get; }

    /// <summary>What processes hold in leases beside that, in USD: they may spend it, or have spent it and not yet entered it.</summary>
    public decimal Leased { get; }

    /// <summary>What is left, in USD.</summary>
    public decimal Left { get; }

    /// <summary><c>day</c>, <c>week</c>, <c>month</c>, or rolling hours such as <c>24h</c>.</summary>
    public string Period { get; }

    /// <summary>The time zone whose midnight counts; null means the machine's.</summary>
    public string? TimeZone { get; }

    /// <summary>When the current period began.</summary>
    public DateTimeOffset From { get; }

    /// <summary>When it ends; for rolling hours, now.</summary>
    public DateTimeOffset To { get; }

    /// <summary>The calls that count.</summary>
    public string Scope { get; }

    /// <summary><c>Stop</c>, <c>Warn</c> or <c>Downgrade</c>.</summary>
    public string Action { get; }

    /// <summary>The models that answer once the limit is reached, if it downgrades.</summary>
    public string Chain => NestedMember.Text(_chain)!;

    /// <summary>Shares of the limit at which an alert is given.</summary>
    public string AlertAt => NestedMember.Text(_alertAt)!;

    /// <summary>The address that alerts are posted to: env:NAME, or *** for an address, which may be a secret; null means none.</summary>
    public string? Webhook { get; }

    /// <summary>True if calls of unknown price are allowed.</summary>
    public bool AllowUnknownPrices { get; }

    /// <summary>True if calls are allowed while the ledger cannot be written.</summary>
    public bool AllowUnrecorded { get; }
}
