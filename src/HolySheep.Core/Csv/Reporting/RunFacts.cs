using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Csv.Writing;

namespace HolySheep.Csv.Reporting;

/// <summary>Everything that the report of a run says: the one source of its JSON and of its page.</summary>
/// <param name="Setup">The job.</param>
/// <param name="Summary">What the run did.</param>
/// <param name="Started">When it began.</param>
/// <param name="Output">The output that it wrote; null if it stopped before.</param>
/// <param name="Zone">The time zone of its times.</param>
internal sealed record RunFacts(JobSetup Setup, CsvJobSummary Summary, DateTimeOffset Started, JobOutput? Output, TimeZoneInfo Zone)
{
    private static readonly Dictionary<string, int> None = [];

    /// <summary>When the run ended.</summary>
    public DateTimeOffset Ended => Started + Summary.Duration;

    /// <summary>The model that was asked for.</summary>
    public string Model => Setup.Targets[0].ChainModel;

    /// <summary>The number of rows by the model that answered them; empty if the run stopped early.</summary>
    public IReadOnlyDictionary<string, int> Models => Output?.Models ?? None;

    /// <summary>The failed rows by error code, the most frequent first; empty if the run stopped early.</summary>
    public IReadOnlyList<FailureCount> Failures => Output is null ? [] : [.. Output.Failures.OrderByDescending(failure => failure.Rows).ThenBy(failure => failure.Code, StringComparer.Ordinal)];
}
