using System.Collections.Generic;
using HolySheep.Chat;

namespace HolySheep.Caching;

/// <summary>One piece of a streamed answer, as a part of its text.</summary>
/// <param name="IsReasoning">Whether it is a part of the reasoning and not of the answer.</param>
/// <param name="Length">Its length in characters.</param>
/// <param name="Events">The provider's own events up to it; null if they were not passed on, or none came.</param>
internal readonly record struct KeptPiece(bool IsReasoning, int Length, IReadOnlyList<OriginalEvent>? Events = null);
