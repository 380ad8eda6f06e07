using System;

namespace HolySheep.Spend.Budgets;

/// <summary>The result of one post of an alert.</summary>
internal sealed record AlertReply
{
    /// <summary>What went wrong; null if the post was delivered.</summary>
    public string? Fault { get; init; }

    /// <summary>True if the same post may be delivered later.</summary>
    public bool IsPassing { get; init; }

    /// <summary>How long the hook asks to wait; null if it does not say.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>True if that is longer than a post may take; the next call then tries again.</summary>
    public bool IsTooLong { get; init; }

    public bool MayBeRepeated => IsPassing && !IsTooLong;
}
