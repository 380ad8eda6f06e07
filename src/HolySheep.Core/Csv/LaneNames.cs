using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Csv;

/// <summary>The names of lanes, as both front ends take them.</summary>
public static class LaneNames
{
    /// <summary>The lanes by name.</summary>
    public static IReadOnlyDictionary<string, CsvLane> All { get; } = new Dictionary<string, CsvLane>(StringComparer.OrdinalIgnoreCase)
    {
        ["live"] = CsvLane.Live,
        ["flex"] = CsvLane.Flex,
        ["batch"] = CsvLane.Batch,
        ["auto"] = CsvLane.Auto,
    };

    /// <summary>The name of a lane.</summary>
    public static string Of(CsvLane lane) => All.First(known => known.Value == lane).Key;

    /// <summary>A number of batches in words.</summary>
    internal static string Batches(int count) => FormattableString.Invariant($"{count} {(count == 1 ? "batch" : "batches")}");

    /// <summary>The name of a batch's state.</summary>
    public static string Of(CsvBatchState state) => state switch
    {
        CsvBatchState.Preparing => "preparing",
        CsvBatchState.Unknown => "unknown",
        CsvBatchState.Submitted => "submitted",
        _ => "collected",
    };
}
