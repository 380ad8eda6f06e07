using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HolySheep.Calls.Splits;

namespace HolySheep.Cli.Output;

/// <summary>The sides of splits as table rows: each model's old side, its members and its shadow.</summary>
internal static class SplitsTable
{
    private static readonly TableOutput Table = new(["MODEL", "SIDE", "PERCENT", "CALLS", "ERRORS", "P95 S"], ["STATE"], "ERRORS");

    public static void Write(StandardOutput output, IEnumerable<SplitStatus> splits) => Table.Write(output, splits.SelectMany(split =>
        split.Members.Select(side => Row(split, side, side.Reason is { } reason ? "returned: " + reason : "new"))
            .Prepend(Row(split, split.Old, "old"))
            .Concat(split.Shadow is { } shadow ? [Row(split, shadow, "shadow")] : [])));

    private static IReadOnlyList<string> Row(SplitStatus split, SplitSide side, string state) =>
    [
        split.Options.Model,
        side.Model,
        side.Percent.ToString("0.##", CultureInfo.InvariantCulture),
        side.Samples.ToString(CultureInfo.InvariantCulture),
        side.Errors.ToString(CultureInfo.InvariantCulture),
        side.P95 is { } p95 ? Math.Round(p95.TotalSeconds, 3).ToString(CultureInfo.InvariantCulture) : "",
        state,
    ];
}
