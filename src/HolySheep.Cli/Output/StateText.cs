using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HolySheep.Maintenance;

namespace HolySheep.Cli.Output;

/// <summary>State as lines and tables for people.</summary>
internal static class StateText
{
    private static readonly TableOutput Findings = new(["CHECK", "RESULT"], ["MESSAGE"]);
    private static readonly TableOutput Tables = new(["NAME", "ROWS", "BYTES"], []);
    private static readonly TableOutput Machines = new(["MACHINE", "PROCESSES", "LAST SEEN"], []);
    private static readonly TableOutput Held = new(["MACHINE", "HOLDS", "COUNT", "USD", "UNTIL"], ["NAME"], "USD");

    public static void Write(StandardOutput output, StateOverview overview)
    {
        output.WriteLine(overview.Place is null
            ? "State is kept in each process and ends with it."
            : $"{overview.Kind.ToString().ToLowerInvariant()}: {overview.Place}, {(overview.SchemaVersion is { } version ? Invariant($"schema {version}") : "not created yet")}{(overview.SchemaVersion < overview.NewestVersion ? Invariant($" (this version creates {overview.NewestVersion})") : "")}");
        if (overview.Tables.Count > 0)
        {
            Tables.Write(output, overview.Tables.Select(table => (IReadOnlyList<string>)[table.Name, Invariant($"{table.Rows}"), Invariant($"{table.Bytes}")]));
        }

        if (overview.Machines.Count > 0)
        {
            Machines.Write(output, overview.Machines.Select(machine => (IReadOnlyList<string>)[machine.Name, Invariant($"{machine.Processes}"), Time(machine.LastSeen)]));
        }

        if (overview.Held.Count > 0)
        {
            Write(output, overview.Held);
        }
    }

    public static void Write(StandardOutput output, IEnumerable<HeldResource> held) => Held.Write(output, held.Select(entry => (IReadOnlyList<string>)
    [
        entry.Machine, entry.Kind.ToString(), Invariant($"{entry.Count}"), Invariant($"{entry.Amount:0.######}"), entry.Until is { } until ? Time(until) : "", entry.Name ?? "",
    ]));

    /// <summary>What would be released, for the person who is asked.</summary>
    public static void Write(Messages messages, IEnumerable<HeldResource> held)
    {
        foreach (var entry in held)
        {
            messages.Plain(Invariant($"{entry.Machine} holds {entry.Count} {entry.Kind.ToString().ToLowerInvariant()}{(entry.Name is null ? "" : $" of {entry.Name}")}{(entry.Amount is { } amount ? Invariant($", {amount:0.######} USD") : "")}"));
        }
    }

    public static void Write(StandardOutput output, IEnumerable<StateFinding> findings) =>
        Findings.Write(output, findings.Select(finding => (IReadOnlyList<string>)[finding.Name, finding.Code ?? "ok", finding.Message]));

    public static void Write(StandardOutput output, StateMigration migration) => output.WriteLine(
        migration.Place is null ? "State is kept in each process: nothing to migrate."
        : migration.IsDone ? Invariant($"{migration.Place}: the schema has version {migration.From}; nothing had to be changed.")
        : Invariant($"{migration.Place}: the schema was brought from {(migration.From is { } from ? Invariant($"version {from}") : "nothing")} to version {migration.To}."));

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
