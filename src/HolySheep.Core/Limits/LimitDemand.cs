using System;

namespace HolySheep.Limits;

/// <summary>What one call demands of the limits.</summary>
internal sealed record LimitDemand
{
    /// <summary>The provider and its key, to which the configured limits apply.</summary>
    public required string Holder { get; init; }

    /// <summary>The quota group and the key, to which announced limits apply; null if none were announced.</summary>
    public string? Quota { get; init; }

    /// <summary>The configured limits; null if there are none.</summary>
    public LimitRules? Rules { get; init; }

    /// <summary>The tokens that the call is expected to use; none if nothing limits them.</summary>
    public ExpectedTokens Expected { get; init; }

    /// <summary>The estimated tokens of the call.</summary>
    public long Tokens => Expected.Total;

    /// <summary>The longest wait for which room is reserved in advance; a longer wait reserves nothing.</summary>
    public TimeSpan LongestWait { get; init; }

    /// <summary>When the call is certainly over, so that its place is free even if it was not returned.</summary>
    public DateTimeOffset OverAt { get; init; }
}
