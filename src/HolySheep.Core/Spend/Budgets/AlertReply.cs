using System;

namespace HolySheep.Spend.Budgets;

/// <summary>What one post of an alert came to.</summary>
internal sealed record AlertReply
{
    /// <summary>What went wrong; null if it arrived.</summary>
    public string? Fault { get; init; }

    /// <summary>True if the same post may well arrive later.</summary>
    public bool IsPassing { get; init; }

    /// <summary>How long the hook asks to wait; null if it does not say.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>True if that is longer than a post may take: the next call tries again.</summary>
    public bool IsTooLong { get; init; }

    public bool MayBeRepeated => IsPassing && !IsTooLong;
}
