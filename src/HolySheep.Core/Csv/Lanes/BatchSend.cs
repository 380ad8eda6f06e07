using HolySheep.Failures;

namespace HolySheep.Csv.Lanes;

/// <summary>The result of handing a batch over.</summary>
/// <param name="IsSent">Whether the provider has it, or may have it.</param>
/// <param name="Failure">Why it does not, or why that is not known; null if the provider has it.</param>
internal readonly record struct BatchSend(bool IsSent, Failure? Failure);
