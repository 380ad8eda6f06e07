using System.Collections.Generic;
using System.Linq;
using HolySheep.Maintenance;

namespace HolySheep.PowerShell.Results;

/// <summary>Where state is kept, and who uses it.</summary>
public sealed class HolySheepState
{
    private readonly IReadOnlyList<HolySheepStateTable> _tables;
    private readonly IReadOnlyList<HolySheepStateMachine> _machines;
    private readonly IReadOnlyList<HolySheepStateHolding> _held;

    internal HolySheepState(StateOverview overview)
    {
        Kind = overview.Kind.ToString();
        Place = overview.Place;
        SchemaVersion = overview.SchemaVersion;
        NewestVersion = overview.NewestVersion;
        Bytes = overview.Tables.Sum(static table => table.Bytes);
        _machines = NestedMember.Show(this, nameof(Machines), new ResultList<HolySheepStateMachine>(overview.Machines.Select(static machine => new HolySheepStateMachine(machine))));
        _held = NestedMember.Show(this, nameof(Held), new ResultList<HolySheepStateHolding>(overview.Held.Select(static held => new HolySheepStateHolding(held))));
        _tables = NestedMember.Show(this, nameof(Tables), new ResultList<HolySheepStateTable>(overview.Tables.Select(static table => new HolySheepStateTable(table))));
    }

    /// <summary><c>Sqlite</c>, <c>Memory</c> or <c>Postgres</c>.</summary>
    public string Kind { get; }

    /// <summary>The folder or the database, without a secret; null if state is kept in the process.</summary>
    public string? Place { get; }

    /// <summary>The version of the schema; null if it has not been created.</summary>
    public int? SchemaVersion { get; }

    /// <summary>The version that this module creates.</summary>
    public int NewestVersion { get; }

    /// <summary>The size of all files or tables.</summary>
    public long Bytes { get; }

    /// <summary>The machines that have processes in the ledger.</summary>
    public string Machines => NestedMember.Text(_machines)!;

    /// <summary>What is held now, by machine and kind.</summary>
    public string Held => NestedMember.Text(_held)!;

    /// <summary>The files or tables.</summary>
    public string Tables => NestedMember.Text(_tables)!;

    /// <summary>The kind and the place.</summary>
    public override string ToString() => $"{Kind}: {Place}";
}
