using System.Collections.Generic;
using HolySheep.Csv.Agreement;
using HolySheep.Csv.Reporting;

namespace HolySheep.Csv.Lanes;

/// <summary>What a run did in its lanes.</summary>
/// <param name="Shares">Each lane in which rows were settled.</param>
/// <param name="Batches">The batches that this run knew, the oldest first.</param>
/// <param name="Reserved">What is reserved for batches that are not collected in USD.</param>
/// <param name="Deadline">How the deadline was kept; null if the lane keeps none.</param>
/// <param name="Warnings">Warnings, one line each.</param>
internal sealed record LaneReport(IReadOnlyList<CsvLaneShare> Shares, IReadOnlyList<CsvBatch> Batches, decimal Reserved, CsvDeadline? Deadline, IReadOnlyList<string> Warnings)
{
    /// <summary>What went from one lane to another, and why.</summary>
    public IReadOnlyList<LaneMove> Moves { get; init; } = [];

    /// <summary>What an answer of the reference model costs in USD, on average over the sample; null if it is not known.</summary>
    public decimal? ReferencePrice { get; init; }

    /// <summary>What was found out about the agreement of two models; null if none was promised.</summary>
    public CsvAgreementResult? Agreement { get; init; }
}
