using System;

namespace HolySheep.Csv;

/// <summary>How a job in the lane auto kept its deadline.</summary>
public sealed record CsvDeadline
{
    /// <summary>The deadline.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether every row had its result before it.</summary>
    public required bool IsKept { get; init; }

    /// <summary>The distinct prompts that went from batches to live calls because of it.</summary>
    public required int Moved { get; init; }

    /// <summary>What it cost in USD: what live calls cost above the price of batches, and what was paid twice; null if a price is unknown.</summary>
    public required decimal? Cost { get; init; }
}
