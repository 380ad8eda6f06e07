namespace HolySheep.Batches;

/// <summary>What was read of the results of a batch.</summary>
/// <param name="Results">The lines that are results.</param>
/// <param name="Unreadable">The lines that are not: not JSON, or without the id of a request.</param>
internal readonly record struct BatchLines(int Results, int Unreadable)
{
    /// <summary>The lines together with those of another file of the same batch.</summary>
    public BatchLines Plus(BatchLines other) => new(Results + other.Results, Unreadable + other.Unreadable);
}
