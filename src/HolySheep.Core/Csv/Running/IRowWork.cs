using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Csv.Lanes;

namespace HolySheep.Csv.Running;

/// <summary>Gets the rows of a job answered.</summary>
internal interface IRowWork
{
    /// <summary>The last failure of an outage; null if there was none.</summary>
    string? OutageReason { get; }

    /// <summary>When a provider that did not do what was asked of it for a batch is asked again; null if every one did, or live calls go on meanwhile.</summary>
    DateTimeOffset? PausedUntil { get; }

    /// <summary>What was done in lanes; null if all of it was live.</summary>
    LaneReport? Report { get; }

    /// <summary>How far the batches are; null if there are none.</summary>
    CsvBatchProgress? Progress { get; }

    /// <summary>Works until every row has a result or the job is stopped.</summary>
    /// <param name="cancel">Cancels the calls under way.</param>
    Task RunAsync(CancellationToken cancel);

    /// <summary>Ends the work once the output is written, or the job is stopped.</summary>
    /// <param name="isDone">Whether the output is written.</param>
    Task EndAsync(bool isDone);
}
