using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Planning.Splits;

/// <summary>How one side of a split has fared since the split was set.</summary>
internal sealed record SplitStatistics
{
    /// <summary>What stands in the window for a call without an answer.</summary>
    public const int Failed = -1;

    private const double Percentile = 0.95;

    /// <summary>A side of which nothing is known.</summary>
    public static SplitStatistics None { get; } = new();

    /// <summary>Of which setting of the split these are.</summary>
    public string Revision { get; init; } = "";

    /// <summary>Calls that it was given.</summary>
    public long Samples { get; init; }

    /// <summary>Calls of these that it did not answer.</summary>
    public long Errors { get; init; }

    /// <summary>What they cost in USD; null where a price was unknown.</summary>
    public decimal? Cost { get; init; } = 0m;

    /// <summary>The latest calls, oldest first: milliseconds to the answer, or <see cref="Failed"/>.</summary>
    public IReadOnlyList<int> Window { get; init; } = [];

    /// <summary>When its calls went back to the old side; null where they have not.</summary>
    public DateTimeOffset? ReturnedAt { get; init; }

    /// <summary>Why they went back.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether a caller has been told so.</summary>
    public bool Told { get; init; }

    /// <summary>The share of the latest calls that it did not answer, 0 to 1; null where there were none.</summary>
    public double? ErrorRate => Window.Count == 0 ? null : (double)Window.Count(call => call == Failed) / Window.Count;

    /// <summary>The 95th percentile of the latest answers' latencies (nearest rank); null where there was none.</summary>
    public TimeSpan? P95
    {
        get
        {
            var answers = Window.Where(call => call != Failed).OrderBy(call => call).ToList();
            return answers.Count == 0 ? null : TimeSpan.FromMilliseconds(answers[(int)Math.Ceiling(Percentile * answers.Count) - 1]);
        }
    }
}
