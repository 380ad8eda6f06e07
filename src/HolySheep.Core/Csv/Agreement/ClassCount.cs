namespace HolySheep.Csv.Agreement;

/// <summary>What a sample says of one answer of the cheap model.</summary>
/// <param name="Rows">The sampled rows with this answer.</param>
/// <param name="Bad">Those of them to which the reference model gave another answer.</param>
internal readonly record struct ClassCount(int Rows, int Bad);
