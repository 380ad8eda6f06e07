using System;
using System.Collections.Generic;
using HolySheep.Csv.Writing;

namespace HolySheep.Csv.Reporting;

/// <summary>Everything that the report of a run says: the one source of its JSON and of its page.</summary>
/// <param name="Setup">The job.</param>
/// <param name="Summary">What the run did.</param>
/// <param name="Started">When it began.</param>
/// <param name="Counts">Its rows by model and by failure.</param>
/// <param name="Zone">The time zone of its times.</param>
internal sealed record RunFacts(JobSetup Setup, CsvJobSummary Summary, DateTimeOffset Started, AnswerCounts Counts, TimeZoneInfo Zone)
{
    /// <summary>When the run ended.</summary>
    public DateTimeOffset Ended => Started + Summary.Duration;

    /// <summary>The model that was asked for.</summary>
    public string Model => Setup.Targets[0].ChainModel;

    /// <summary>The number of rows by the model that answered them.</summary>
    public IReadOnlyDictionary<string, int> Models => Counts.Models;

    /// <summary>The failed rows by error code, the most frequent first.</summary>
    public IReadOnlyList<FailureCount> Failures { get; } = Counts.Failures;
}
