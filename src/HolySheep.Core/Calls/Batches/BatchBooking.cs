using HolySheep.Errors;

namespace HolySheep.Calls.Batches;

/// <summary>The decision of the budgets about a row of a batch.</summary>
/// <param name="Estimate">What is reserved for it in USD; null if the price is unknown.</param>
/// <param name="Refusal">Why it must not be sent; null if it may.</param>
internal readonly record struct BatchBooking(decimal? Estimate, ChatException? Refusal);
