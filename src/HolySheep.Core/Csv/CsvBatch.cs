namespace HolySheep.Csv;

/// <summary>A batch of a job.</summary>
public sealed record CsvBatch
{
    /// <summary>Its name, by which it is found at the provider.</summary>
    public required string Name { get; init; }

    /// <summary>The provider's id of it; null if the provider does not have it, or it is not known whether it has.</summary>
    public string? Id { get; init; }

    /// <summary>The target that answers it.</summary>
    public required string Target { get; init; }

    /// <summary>How far it is.</summary>
    public required CsvBatchState State { get; init; }

    /// <summary>Its rows.</summary>
    public required int Rows { get; init; }

    /// <summary>The rows that were answered; 0 until the provider says so.</summary>
    public required int Answered { get; init; }

    /// <summary>The rows that failed; 0 until the provider says so.</summary>
    public required int Failed { get; init; }

    /// <summary>What its answers cost in USD, or before they are collected what is reserved for it; null if a price is unknown.</summary>
    public required decimal? Cost { get; init; }
}
