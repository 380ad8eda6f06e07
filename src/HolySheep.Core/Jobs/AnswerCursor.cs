using System;

namespace HolySheep.Jobs;

/// <summary>Where the reading of answers goes on. Answers may be read twice, and none is missed.</summary>
/// <param name="From">The number of the oldest write that was under way when the last reading began.</param>
/// <param name="Change">The write of the last answer that was read.</param>
/// <param name="Key">The key of that answer.</param>
/// <param name="Next">The value of <paramref name="From"/> for the reading after this one.</param>
internal sealed record AnswerCursor(long From, long Change, Guid Key, long Next)
{
    /// <summary>Before all answers.</summary>
    public static AnswerCursor Start { get; } = new(0, 0, Guid.Empty, 0);
}
