using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HolySheep.Spend.History;

namespace HolySheep.Cli.Output;

/// <summary>Calls as table rows; on a terminal with as much of their ids as tells them apart.</summary>
internal static class CallsTable
{
    private const int ShortId = 13;
    private const string Seconds = "SECONDS";
    private const string Attempts = "ATTEMPTS";
    private const string Provider = "PROVIDER";
    private static readonly TableOutput Table = new(["TIME", "ID", "OUTCOME", "MODEL", Provider, Attempts, Seconds, "COST $"], ["REASON"], Seconds, Provider, Attempts);

    public static void Write(StandardOutput output, IEnumerable<RecordedCall> calls) => Table.Write(output, calls.Select(call => (IReadOnlyList<string>)
    [
        Time(call.StartedAt),
        output.IsTerminal && call.Id.Length > ShortId ? call.Id[..ShortId] : call.Id,
        Outcome(call),
        call.ModelUsed ?? call.Model,
        call.Provider ?? "",
        call.Attempts.Count.ToString(CultureInfo.InvariantCulture),
        Length(call.Latency),
        UsageTable.Usd(call.Cost),
        call.Reason ?? "",
    ]));

    /// <summary>The outcome of a call, and whether it was a shadow's.</summary>
    public static string Outcome(RecordedCall call) => call.IsShadow ? call.Outcome + " (shadow)" : call.Outcome;

    /// <summary>A time of the machine's time zone, to the second.</summary>
    public static string Time(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A length of time in seconds; empty if there is none.</summary>
    public static string Length(TimeSpan? time) => time?.TotalSeconds.ToString("0.0##", CultureInfo.InvariantCulture) ?? "";
}
