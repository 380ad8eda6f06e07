using System;
using System.Collections.Generic;

namespace HolySheep.Planning;

/// <summary>What rules and splits look at: the request, the moment, and chance; all of it values.</summary>
internal sealed record ChoiceFacts
{
    private static readonly Dictionary<string, string> NoTags = [];

    /// <summary>The model that the caller named; null where it named none.</summary>
    public string? Model { get; init; }

    /// <summary>The caller's own models to try next; null where it named none.</summary>
    public IReadOnlyList<string>? Fallback { get; init; }

    public bool NoFallback { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = NoTags;

    public string? Task { get; init; }

    /// <summary>The text of the last message.</summary>
    public string Prompt { get; init; } = "";

    public long PromptTokens { get; init; }

    /// <summary>When the call begins.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>The machine's zone, for times of day that name none.</summary>
    public TimeZoneInfo LocalZone { get; init; } = TimeZoneInfo.Utc;

    public string? SplitKey { get; init; }

    /// <summary>From 0 up to 1, for the split of a call without a key.</summary>
    public double Draw { get; init; }

    /// <summary>From 0 up to 1, for the shadow.</summary>
    public double ShadowDraw { get; init; }
}
