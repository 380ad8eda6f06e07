using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Planning.Splits;

/// <summary>The statistics of one side of a split since the split was set.</summary>
internal sealed record SplitStatistics
{
    /// <summary>The value in the window for a call without an answer.</summary>
    public const int Failed = -1;

    private const double Percentile = 0.95;

    /// <summary>The statistics of a side without calls.</summary>
    public static SplitStatistics None { get; } = new();

    /// <summary>The setting of the split that the statistics belong to.</summary>
    public string Revision { get; init; } = "";

    /// <summary>The calls of the side.</summary>
    public long Samples { get; init; }

    /// <summary>The calls that it did not answer.</summary>
    public long Errors { get; init; }

    /// <summary>Their cost in USD; null if a price was unknown.</summary>
    public decimal? Cost { get; init; } = 0m;

    /// <summary>The latest calls, oldest first: milliseconds to the answer, or <see cref="Failed"/>.</summary>
    public IReadOnlyList<int> Window { get; init; } = [];

    /// <summary>When its calls were returned to the old side; null if they were not.</summary>
    public DateTimeOffset? ReturnedAt { get; init; }

    /// <summary>Why they were returned.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether a caller has been told.</summary>
    public bool Told { get; init; }

    /// <summary>The share of the latest calls that it did not answer, 0 to 1; null if there were none.</summary>
    public double? ErrorRate => Window.Count == 0 ? null : (double)Window.Count(call => call == Failed) / Window.Count;

    /// <summary>The 95th percentile of the latest answers' latencies (nearest rank); null if there were none.</summary>
    public TimeSpan? P95
    {
        get
        {
            var answers = Window.Where(call => call != Failed).OrderBy(call => call).ToList();
            return answers.Count == 0 ? null : TimeSpan.FromMilliseconds(answers[(int)Math.Ceiling(Percentile * answers.Count) - 1]);
        }
    }
}
