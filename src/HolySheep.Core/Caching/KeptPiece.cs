namespace HolySheep.Caching;

/// <summary>One piece of a streamed answer, as a part of its text.</summary>
/// <param name="IsReasoning">Whether it is a part of the reasoning and not of the answer.</param>
/// <param name="Length">Its length in characters.</param>
internal readonly record struct KeptPiece(bool IsReasoning, int Length);
