namespace HolySheep.Csv;

/// <summary>What a run did in one lane.</summary>
public sealed record CsvLaneShare
{
    /// <summary>The lane.</summary>
    public required CsvLane Lane { get; init; }

    /// <summary>The distinct prompts that this run settled in it.</summary>
    public required int Prompts { get; init; }

    /// <summary>What they cost in USD; null if a price is unknown.</summary>
    public required decimal? Cost { get; init; }
}
