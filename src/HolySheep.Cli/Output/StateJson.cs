using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Maintenance;

namespace HolySheep.Cli.Output;

/// <summary>The JSON forms of state; every key is always present, and times are UTC.</summary>
internal static class StateJson
{
    public static string Of(StateOverview overview) => JsonLine.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("kind", overview.Kind.ToString().ToLowerInvariant());
        json.WriteString("place", overview.Place);
        JsonLine.WriteNumber(json, "schema_version", overview.SchemaVersion);
        json.WriteNumber("newest_version", overview.NewestVersion);
        JsonLine.WriteList(json, "tables", overview.Tables, Write);
        JsonLine.WriteList(json, "machines", overview.Machines, Write);
        JsonLine.WriteList(json, "held", overview.Held, Write);
        json.WriteEndObject();
    });

    public static string Of(IEnumerable<HeldResource> held) => JsonLine.OfList(held, Write);

    public static string Of(IEnumerable<StateFinding> findings) => JsonLine.OfList(findings, static (json, finding) =>
    {
        json.WriteStartObject();
        json.WriteString("name", finding.Name);
        json.WriteBoolean("succeeded", finding.Succeeded);
        json.WriteString("code", finding.Code);
        json.WriteString("message", finding.Message);
        json.WriteString("hint", finding.Hint);
        json.WriteEndObject();
    });

    public static string Of(StateMigration migration) => JsonLine.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("place", migration.Place);
        JsonLine.WriteNumber(json, "from", migration.From);
        json.WriteNumber("to", migration.To);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, StateTable table)
    {
        json.WriteStartObject();
        json.WriteString("name", table.Name);
        JsonLine.WriteNumber(json, "rows", table.Rows);
        json.WriteNumber("bytes", table.Bytes);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, StateMachine machine)
    {
        json.WriteStartObject();
        json.WriteString("name", machine.Name);
        json.WriteNumber("processes", machine.Processes);
        json.WriteString("last_seen", machine.LastSeen.UtcDateTime);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, HeldResource held)
    {
        json.WriteStartObject();
        json.WriteString("machine", held.Machine);
        json.WriteString("kind", held.Kind.ToString());
        json.WriteString("name", held.Name);
        json.WriteNumber("count", held.Count);
        JsonLine.WriteNumber(json, "amount_usd", held.Amount);
        JsonLine.WriteTime(json, "until", held.Until);
        json.WriteEndObject();
    }
}
