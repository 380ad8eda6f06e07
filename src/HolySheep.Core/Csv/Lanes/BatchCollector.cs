using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Batches;
using HolySheep.Calls.Batches;
using HolySheep.Csv.Journal;
using HolySheep.Csv.Running;
using HolySheep.Errors;
using HolySheep.Failures;

namespace HolySheep.Csv.Lanes;

/// <summary>Takes the results of a batch that ended into the journal, each row once, and then deletes the provider's files of it.</summary>
internal sealed class BatchCollector(LaneContext lane, LaneTotals totals)
{
    // So many failures of the same kind are not of single rows.
    private const double ShareOfAlike = 0.05;
    private const int FewestAlike = 20;

    private readonly AnswerColumns _columns = lane.Setup.Columns;

    /// <summary>Collects a batch; returns why its results cannot be read, or null if they were.</summary>
    public async Task<Failure?> CollectAsync(LaneBatch batch, CancellationToken cancel)
    {
        var desk = lane.DeskOf(batch);
        var take = batch.Take ??= new BatchTake(batch.Count);
        using var journal = new JournalReader(lane.Setup.Paths.Journal, () => lane.Journal.End);
        var reply = await desk.ReadAsync(batch.Intent, lane.OrderOf(batch), batch.Standing!, lane.Setup.Request, KeepAsync, cancel).ConfigureAwait(false);
        if (reply.Failure is { } failure && LaneFault.MayPass(failure))
        {
            return failure;
        }

        var shortfall = reply.Failure is null ? ShortfallOf(batch, take, reply.Value) : null;
        batch.Shortfall = shortfall is null ? null : LaneFault.Of(batch, "give the results of", shortfall).Message;
        var missing = reply.Failure ?? shortfall;
        if (missing is not null)
        {
            // Answers that are there are paid: nothing is given up or deleted for a download that may be whole the next time.
            take.EndRead();
            if (!take.IsStuck)
            {
                return new Failure { Signal = FailureSignal.ShortBody, Message = missing.Message };
            }

            // A refused key, for example, says nothing of the results: only the caller can give them up.
            if (!LaneFault.IsGone(missing) && !lane.Setup.Options.Resubmit)
            {
                return missing;
            }
        }

        batch.Shortfall = null;
        await KeepMissingAsync(batch, desk, take, missing, cancel).ConfigureAwait(false);
        var files = batch.Standing!.Results.Concat(new[] { batch.Standing.InputFile ?? batch.File }.OfType<string>()).Distinct().ToList();
        lane.Write(new BatchRecord(BatchStep.Kept, batch.Name) { Count = take.Answered, Cost = take.Cost, Files = files });
        lane.Gate.Hold(-(batch.Estimate ?? 0m));
        await CleanAsync(batch, cancel).ConfigureAwait(false);
        if (!lane.HasLiveRest)
        {
            // Otherwise live calls tell whether the cause is in the rows.
            StopIfAlike(batch, take.Failures.Values);
        }

        return null;

        async Task<bool> KeepAsync(BatchRow row)
        {
            var number = batch.RowOf(row.Id);
            if (number < 0 || take.Has(number))
            {
                // Only what belongs to the batch is booked; a row that comes twice is booked once by the books.
                return number >= 0;
            }

            var entry = EntryOf(batch.Rows[number], row);
            var prompt = lane.Index.Find(entry.Key);
            var state = prompt < 0 ? default : lane.Index.StateOf(prompt);
            batch.Settled += state.IsSettled && !batch.IsMoved ? 0 : 1;

            // A run that was killed may have kept it before.
            var isAnswered = state.Stage == RowStage.Answered;
            var isKnown = isAnswered && journal.Read(state.Offset) == entry;
            take.Answered += entry.IsAnswer ? 1 : 0;
            take.Cost += entry.Cost;
            if (!entry.IsAnswer && !row.IsLate && !state.HasFailed)
            {
                // A row that failed before says nothing new, or a job with such rows would never end.
                var code = entry.Text.Split(':')[0];
                take.Failures[code] = (take.Failures.TryGetValue(code, out var known) ? known.Count + 1 : 1, entry.Text);
            }

            var saved = row.Result is { } result ? lane.SavedBy(desk.Target, result.Usage) : 0m;
            if (isKnown)
            {
                lane.Tally.CountSaved(saved);
            }
            else if (entry.IsAnswer || !(batch.IsMoved || isAnswered))
            {
                // A live call may have answered it, or be about to: the first answer stands, and both are paid.
                var again = batch.IsMoved && state.Stage is RowStage.Failed or RowStage.FailedForNow;
                await lane.Keeper.KeepAsync(new KeptRow(prompt, entry, again, MayPass: lane.HasLiveRest, IsLeft: lane.HasLiveRest && !entry.IsAnswer) { Id = row.Id, Saved = saved }).ConfigureAwait(false);
                ThrowIfLost(prompt);
                totals.CountPrompt(isFirst: !isAnswered, isCaught: prompt >= 0 && batch.IsMoved && state.Stage == RowStage.Waiting);
            }
            else if (entry.Cost != 0m && !lane.Book.Beside.Has(row.Id))
            {
                lane.Write(SpendBeside.RecordOf(entry, row.Id));
            }

            CountRest(batch, prompt, entry.IsAnswer || isAnswered, row.IsLate);
            lane.Gate.CountOthers(entry.Cost ?? 0m);
            lane.Tally.CountCost(entry.Cost);
            totals.CountCost(entry.Cost);
            take.Add(number);
            return true;
        }
    }

    /// <summary>Deletes what is left of a batch at the provider. A file that cannot be deleted is left to the provider's own time limit.</summary>
    public async Task CleanAsync(LaneBatch batch, CancellationToken cancel)
    {
        foreach (var file in batch.Files)
        {
            await lane.DeskOf(batch).DeleteFileAsync(lane.OrderOf(batch), file, cancel).ConfigureAwait(false);
        }

        lane.Write(new BatchRecord(BatchStep.Collected, batch.Name));
    }

    private JournalEntry EntryOf(RowKey key, BatchRow row)
    {
        if (row.Result is { } result)
        {
            var fault = _columns.FaultOf(result);
            return new JournalEntry(key, fault is null, fault ?? result.Content, result.ModelUsed, result.AttemptCount, result.Cost);
        }

        return new JournalEntry(key, false, AnswerColumns.TextOf(row.Failure!), null, row.Failure!.Attempts.Count, row.Failure.Cost);
    }

    /// <summary>Why what was read is not all that the provider has; null if it is, as far as can be known.</summary>
    private static Failure? ShortfallOf(LaneBatch batch, BatchTake take, BatchLines lines)
    {
        var promised = Math.Min(batch.Standing!.Promised, batch.Count);
        var why = take.Count == batch.Count ? null
            : take.Count < promised ? FormattableString.Invariant($"it counts {promised} results, and {take.Count} could be read")
            : lines.Unreadable > 0 ? FormattableString.Invariant($"{lines.Unreadable} lines of the results could not be read, and {batch.Count - take.Count} of its {batch.Count} rows have no result")
            : null;
        return why is null ? null : new Failure { Signal = FailureSignal.ShortBody, Message = why };
    }

    /// <summary>Rows without a result are failed rows. Nothing is billed for them, unless the provider has lost the results.</summary>
    private async Task KeepMissingAsync(LaneBatch batch, IBatchDesk desk, BatchTake take, Failure? failure, CancellationToken cancel)
    {
        var why = failure is null ? "The batch ended without a result for this row." : $"The provider no longer has the result of this row: {failure.Message}";
        for (var number = 0; number < batch.Count; number++)
        {
            if (take.Has(number))
            {
                continue;
            }

            cancel.ThrowIfCancellationRequested();
            var (key, prompt) = (batch.Rows[number], lane.Index.Find(batch.Rows[number]));
            if (!batch.IsMoved && prompt >= 0 && lane.Index.StateOf(prompt).Stage == RowStage.Asked)
            {
                await lane.Keeper.KeepAsync(new KeptRow(prompt, new JournalEntry(key, false, $"{ErrorCode.ProviderFailure}: {why}", null, 1, failure is null ? 0m : null), Again: false, MayPass: lane.HasLiveRest, IsLeft: lane.HasLiveRest)).ConfigureAwait(false);
                ThrowIfLost(prompt);
                totals.CountPrompt(isFirst: true, isCaught: false);
                CountRest(batch, prompt, isAnswer: false, isLate: false);
            }

            // What was billed for lost results is not known: a warning says so, and no estimate stays.
            batch.Lost += failure is null ? 0 : 1;
            await desk.ReleaseAsync(batch.Intent, batch.IdOf(number), lane.Setup.Request, why).ConfigureAwait(false);
        }
    }

    /// <summary>Notes a row that is left to a live call; the rows of batches that were moved are noted by the watch of the deadline.</summary>
    private void CountRest(LaneBatch batch, int prompt, bool isAnswer, bool isLate)
    {
        if (!isAnswer && prompt >= 0 && lane.HasLiveRest && !batch.IsMoved)
        {
            (batch.IsCancelled ? totals.Cancelled : isLate ? totals.Late : totals.Failed).Add(prompt);
        }
    }

    /// <summary>Ends the collection if the journal could not take a row: it must not be booked as collected.</summary>
    private void ThrowIfLost(int prompt)
    {
        if (prompt >= 0 && lane.Index.StateOf(prompt).Stage is RowStage.Asked or RowStage.Waiting)
        {
            throw new OperationCanceledException(lane.Stop.Message);
        }
    }

    private void StopIfAlike(LaneBatch batch, IEnumerable<(int Count, string Text)> failures)
    {
        var most = failures.OrderByDescending(failure => failure.Count).FirstOrDefault();
        if (most.Count >= Math.Max(FewestAlike, Math.Ceiling(batch.Count * ShareOfAlike)))
        {
            lane.Stop.Stop(CsvStopReason.FailedAlike, FormattableString.Invariant($"{most.Count} of the {batch.Count} rows of the batch {batch.Name} failed alike. The last failure: {most.Text}"));
        }
    }
}
