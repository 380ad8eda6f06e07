namespace HolySheep.Csv;

/// <summary>How far a batch of a job is.</summary>
public enum CsvBatchState
{
    /// <summary>It is being put together or handed over.</summary>
    Preparing,

    /// <summary>It was handed over, and no reply said whether the provider has it.</summary>
    Unknown,

    /// <summary>The provider works on it.</summary>
    Submitted,

    /// <summary>Its results are collected.</summary>
    Collected,
}
