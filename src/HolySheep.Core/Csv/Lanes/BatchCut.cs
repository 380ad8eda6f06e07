using HolySheep.Errors;

namespace HolySheep.Csv.Lanes;

/// <summary>The result of putting a batch together.</summary>
/// <param name="Batch">The batch, sealed; null if no row could be put into it.</param>
/// <param name="End">Why it has no more rows.</param>
/// <param name="Refusal">Why a budget refused a row; null if none did.</param>
internal readonly record struct BatchCut(LaneBatch? Batch, CutEnd End, ChatException? Refusal);
