using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using HolySheep.Configuration;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;
using HolySheep.Spend.Budgets;
using HolySheep.State;

namespace HolySheep.Spend.Ledger;

/// <summary>What a client's ledger needs to know.</summary>
internal sealed record LedgerSettings
{
    /// <summary>The folder of the ledger; null means memory.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether calls are booked; what the ledger holds can be read in any case.</summary>
    public bool KeepsBooks { get; init; } = true;

    /// <summary>The values that all rows share.</summary>
    public required LedgerWriterFacts Writer { get; init; }

    /// <summary>Whether sessions have limits. They need a ledger even without a budget.</summary>
    public bool LimitsSessions { get; init; }

    /// <summary>The budgets that calls must keep, at the beginning.</summary>
    public IReadOnlyList<BudgetOptions> Budgets { get; init; } = [];

    /// <summary>Reads the configuration again if it has changed, and gives null if it has not; null follows no changes.</summary>
    public Func<HolySheepConfiguration?>? ReadChange { get; init; }

    /// <summary>The names of the configuration; null uses every name unchanged.</summary>
    public ModelNames? Names { get; init; }

    /// <summary>The clock, and the time zone of budgets that name none.</summary>
    public required TimeProvider TimeProvider { get; init; }

    /// <summary>Posts an alert in the background.</summary>
    public required Func<BudgetAlert, Task<AlertDelivery>> Alert { get; init; }

    /// <summary>Receives what the ledger and its budgets warn of.</summary>
    public StoreNotices Notices { get; init; } = new();

    /// <summary>Decides by the budgets in force.</summary>
    public BudgetGate NewGate() => new(new CurrentBudgets(Budgets, Names, ReadChange, TimeProvider), TimeProvider.LocalTimeZone);
}
