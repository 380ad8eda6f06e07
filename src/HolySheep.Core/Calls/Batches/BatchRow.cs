using HolySheep.Chat;
using HolySheep.Errors;

namespace HolySheep.Calls.Batches;

/// <summary>The result of one row of a batch: an answer, or the failure that a call would have ended with.</summary>
/// <param name="Id">The id that the row was given.</param>
/// <param name="Result">The answer with its cost at the price of a batch; null if it failed.</param>
/// <param name="Failure">The failure with its cost, which is 0 if nothing is billed; null if it was answered.</param>
/// <param name="IsLate">Whether it failed because the time of the batch ended or the batch was cancelled, and not by an answer of the provider.</param>
internal readonly record struct BatchRow(string Id, ChatResult? Result, ChatException? Failure, bool IsLate = false);
