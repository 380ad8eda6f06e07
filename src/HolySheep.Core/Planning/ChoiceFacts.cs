using System;
using System.Collections.Generic;

namespace HolySheep.Planning;

/// <summary>The values that rules and splits use: the request, the time, and random numbers.</summary>
internal sealed record ChoiceFacts
{
    private static readonly Dictionary<string, string> NoTags = [];

    /// <summary>The model that the caller named; null if it named none.</summary>
    public string? Model { get; init; }

    /// <summary>The caller's own fallback models; null if it named none.</summary>
    public IReadOnlyList<string>? Fallback { get; init; }

    public bool NoFallback { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = NoTags;

    public string? Task { get; init; }

    /// <summary>The text of the last message.</summary>
    public string Prompt { get; init; } = "";

    public long PromptTokens { get; init; }

    /// <summary>When the call begins.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>The machine's time zone, for times of day that name none.</summary>
    public TimeZoneInfo LocalZone { get; init; } = TimeZoneInfo.Utc;

    public string? SplitKey { get; init; }

    /// <summary>A random number, 0 up to 1, for the split of a call without a key.</summary>
    public double Draw { get; init; }

    /// <summary>A random number, 0 up to 1, for the shadow.</summary>
    public double ShadowDraw { get; init; }
}
