using System;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger.Leases;
using HolySheep.Spend.Ledger.Log;
using HolySheep.Spend.Ledger.Sqlite.Leases;

namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>What the parts of one client's ledger share.</summary>
internal sealed class LedgerParts
{
    /// <param name="place">The ledger.</param>
    /// <param name="settings">What the ledger needs to know.</param>
    public LedgerParts(ILedgerPlace place, LedgerSettings settings)
    {
        (Place, Writer, TimeProvider) = (place, settings.Writer, settings.TimeProvider);
        Gate = settings.NewGate();
        Budgets = new BudgetBooks(Gate, Process);
        Log = new AttemptLog(place.Path, settings.TimeProvider);
        Holder = new LeaseHolder(Process, place.LogOwner, Log.Client);
    }

    public ILedgerPlace Place { get; }

    /// <summary>The values that all rows share.</summary>
    public LedgerWriterFacts Writer { get; }

    public TimeProvider TimeProvider { get; }

    /// <summary>The row of the process.</summary>
    public long Process { get; } = ProcessRows.NewId();

    public BudgetGate Gate { get; }

    public BudgetBooks Budgets { get; }

    /// <summary>The client's log.</summary>
    public AttemptLog Log { get; }

    /// <summary>The expected lengths of answers.</summary>
    public OutputHistory Outputs { get; } = new();

    /// <summary>The client's shadows that have reserved money.</summary>
    public BookedShadows Shadows { get; } = new();

    /// <summary>The client's leases.</summary>
    public HeldLeases Leases { get; } = new();

    /// <summary>The client, as the holder of its leases.</summary>
    public LeaseHolder Holder { get; }
}
