using System;

namespace HolySheep.Spend.History;

/// <summary>Which calls are asked for; everything that is given must hold.</summary>
public sealed record CallQuery
{
    /// <summary>The earliest start of a call; null means no limit.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The exclusive end of the starts; null means no limit.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>A model that was asked for or called, under any of its names, or a target as <c>provider/model</c>; null means any.</summary>
    public string? Model { get; init; }

    /// <summary>A provider that was called; null means any.</summary>
    public string? Provider { get; init; }

    /// <summary>A tag as <c>name=value</c>, or its name or value alone; null means any.</summary>
    public string? Tag { get; init; }

    /// <summary>The job; null means any, and none.</summary>
    public string? Job { get; init; }

    /// <summary>Only calls that no target answered, and that their caller did not stop.</summary>
    public bool Failed { get; init; }

    /// <summary>Only calls that cost more than this in USD; null means any cost, known or not.</summary>
    public decimal? CostAbove { get; init; }

    /// <summary>Words that all appear in the prompt or the answer, in any letter case; null means any text, and none.</summary>
    public string? Text { get; init; }
}
