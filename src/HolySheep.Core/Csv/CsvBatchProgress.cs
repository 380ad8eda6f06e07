using System;

namespace HolySheep.Csv;

/// <summary>How far the batches of a job are.</summary>
public sealed record CsvBatchProgress
{
    /// <summary>The batches at the provider.</summary>
    public required int Open { get; init; }

    /// <summary>The batches whose results are collected.</summary>
    public required int Collected { get; init; }

    /// <summary>The rows in batches at the provider.</summary>
    public required int Rows { get; init; }

    /// <summary>The rows of these that the provider says are answered or failed.</summary>
    public required int Ready { get; init; }

    /// <summary>How far they are, in words.</summary>
    public override string ToString() => FormattableString.Invariant($"{Rows} rows in {LaneNames.Batches(Open)}, {Ready} of them ready");
}
