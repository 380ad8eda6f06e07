using HolySheep.Csv;

namespace HolySheep.PowerShell.Results;

/// <summary>A batch of a CSV job.</summary>
public sealed class HolySheepCsvBatch
{
    internal HolySheepCsvBatch(CsvBatch batch)
    {
        Name = batch.Name;
        Id = batch.Id;
        Target = batch.Target;
        State = batch.State.ToString();
        Rows = batch.Rows;
        Answered = batch.Answered;
        Failed = batch.Failed;
        Cost = batch.Cost;
    }

    /// <summary>Its name, by which it is found at the provider.</summary>
    public string Name { get; }

    /// <summary>The provider's id of it; null if it is not known.</summary>
    public string? Id { get; }

    /// <summary>The target that answers it, as provider/model.</summary>
    public string Target { get; }

    /// <summary>How far it is: Preparing, Unknown, Submitted or Collected.</summary>
    public string State { get; }

    /// <summary>Its rows.</summary>
    public int Rows { get; }

    /// <summary>The rows that were answered; 0 until the provider says so.</summary>
    public int Answered { get; }

    /// <summary>The rows that failed; 0 until the provider says so.</summary>
    public int Failed { get; }

    /// <summary>What its answers cost in USD, or before they are collected what is reserved for it; null if a price is unknown.</summary>
    public decimal? Cost { get; }

    /// <summary>The batch with its state.</summary>
    public override string ToString() => $"{Id ?? Name}: {State}, {Answered} of {Rows} rows answered";
}
