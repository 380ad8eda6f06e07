using System;
using System.Collections.Generic;
using System.Globalization;
using HolySheep.Batches;
using HolySheep.Calls.Batches;
using HolySheep.Csv.Journal;

namespace HolySheep.Csv.Lanes;

/// <summary>A batch of a job, as far as its steps in the journal have brought it.</summary>
internal sealed class LaneBatch
{
    private int? _count;

    /// <param name="begun">Its first step.</param>
    public LaneBatch(BatchRecord begun)
    {
        Intent = new BatchIntent(begun.Name, begun.At);
        Target = begun.Text ?? "";
        Step = begun.Step;
    }

    public BatchIntent Intent { get; }

    public string Name => Intent.Name;

    /// <summary>The target that answers it, as <c>provider/model</c>.</summary>
    public string Target { get; }

    public BatchStep Step { get; private set; }

    /// <summary>The keys of the rows, by the number in their id; beyond <see cref="Count"/> they are not part of it.</summary>
    public ChunkedList<RowKey> Rows { get; } = new();

    /// <summary>The number of its rows.</summary>
    public int Count => _count ?? Rows.Count;

    /// <summary>The bytes of its file.</summary>
    public long Bytes { get; private set; }

    /// <summary>What is reserved for it in USD; null if a price is unknown.</summary>
    public decimal? Estimate { get; private set; }

    /// <summary>The rows whose results were kept before it was collected whole.</summary>
    public int Settled { get; set; }

    /// <summary>The rows whose results are still at the provider.</summary>
    public int Open => Math.Max(0, Count - Settled);

    /// <summary>What is still reserved for it in USD: its estimate, as far as its rows are open.</summary>
    public decimal Reserved => Count == 0 ? 0m : (Estimate ?? 0m) * Open / Count;

    /// <summary>The rows whose results the provider has lost, so that what it billed for them is not known.</summary>
    public int Lost { get; set; }

    /// <summary>What its results cost in USD; null if a price is unknown.</summary>
    public decimal? Cost { get; private set; }

    /// <summary>The id of its file at the provider; null if there is none or it is not known.</summary>
    public string? File { get; private set; }

    /// <summary>Tells the key whose account has its file from other keys; null if there is none or it is not known.</summary>
    public string? KeyMark { get; private set; }

    /// <summary>The provider's id of it; null if it is not known.</summary>
    public string? Id { get; private set; }

    /// <summary>When it was last handed over.</summary>
    public DateTimeOffset SubmittedAt { get; private set; }

    /// <summary>The files at the provider that are left of it once its results are kept.</summary>
    public IReadOnlyList<string> Files { get; private set; } = [];

    /// <summary>What the provider last said of it; null if it was not asked in this run.</summary>
    public BatchStanding? Standing { get; set; }

    /// <summary>The rows that were answered, as counted when its results were kept.</summary>
    public int Answered { get; private set; }

    /// <summary>The tries of this run to hand it over that the provider throttled.</summary>
    public int Throttles { get; set; }

    /// <summary>The searches of this run that did not find it.</summary>
    public int Searches { get; set; }

    /// <summary>Whether a search cannot decide whether the provider has it.</summary>
    public bool IsUndecided { get; set; }

    /// <summary>What this run has taken of its results; null if it has read none.</summary>
    public BatchTake? Take { get; set; }

    /// <summary>Why its results are not all there although they could be read; null if they are, or were not read.</summary>
    public string? Shortfall { get; set; }

    /// <summary>Whether it was cancelled in this run.</summary>
    public bool IsCancelled { get; set; }

    /// <summary>When this run first asked for its end; null if it did not.</summary>
    public DateTimeOffset? CancelledAt { get; set; }

    /// <summary>The rows that the provider says are answered and whose results were not collected.</summary>
    public int Ready => Math.Max(0, Math.Min(Open, (Standing?.Succeeded ?? 0) - Settled));

    /// <summary>Whether its rows went to live calls: what it answers is kept for rows that have no other answer.</summary>
    public bool IsMoved { get; set; }

    /// <summary>Whether the provider has it, or may have it.</summary>
    public bool IsOpen => Step is BatchStep.Submitting or BatchStep.Submitted;

    /// <summary>Whether nothing is left to do for it.</summary>
    public bool IsOver => Step is BatchStep.Dropped or BatchStep.Collected;

    /// <summary>The id of a row.</summary>
    public string IdOf(int row) => string.Format(CultureInfo.InvariantCulture, "{0}-{1}", Name, row);

    /// <summary>The number of the row with an id; -1 if it is not one of its rows.</summary>
    public int RowOf(string id) =>
        id.Length > Name.Length + 1 && id[Name.Length] == '-' && id.StartsWith(Name, StringComparison.Ordinal)
        && int.TryParse(id.Substring(Name.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var row) && row < Count && IdOf(row) == id ? row : -1;

    /// <summary>Takes its next step.</summary>
    public void Apply(BatchRecord record)
    {
        Step = record.Step;
        switch (record.Step)
        {
            case BatchStep.Filled:
                foreach (var row in record.Rows)
                {
                    Rows.Add(row);
                }

                break;
            case BatchStep.Sealed:
                (_count, Bytes, Estimate) = (record.Count, record.Bytes, record.Cost);
                (File, KeyMark) = (null, null);
                break;
            case BatchStep.Uploaded:
                (File, KeyMark) = (record.Text, record.Files.Count > 0 ? record.Files[0] : null);
                break;
            case BatchStep.Submitting:
                SubmittedAt = record.At;
                break;
            case BatchStep.Submitted:
                Id = record.Text;
                break;
            case BatchStep.Kept:
                (Answered, Cost, Files) = (record.Count, record.Cost, record.Files);
                break;
            default:
                break;
        }
    }
}
