using System;

namespace HolySheep.Limits;

/// <summary>What one call wants of the limits.</summary>
internal sealed record LimitDemand
{
    /// <summary>The provider and its key, under which the configured rules are kept.</summary>
    public required string Holder { get; init; }

    /// <summary>The quota group and the key, under which the server's own words are kept; null where it has said nothing.</summary>
    public string? Quota { get; init; }

    /// <summary>The configured rules; null where there are none.</summary>
    public LimitRules? Rules { get; init; }

    /// <summary>The tokens that the call is expected to use.</summary>
    public long Tokens { get; init; }

    /// <summary>The longest wait for which room is reserved ahead; a longer one reserves nothing.</summary>
    public TimeSpan LongestWait { get; init; }

    /// <summary>When the call is over for sure, so that its place is free though nobody gave it back.</summary>
    public DateTimeOffset OverAt { get; init; }
}
