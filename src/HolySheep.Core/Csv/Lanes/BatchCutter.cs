using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Calls.Batches;
using HolySheep.Chat;
using HolySheep.Csv.Journal;
using HolySheep.Csv.Running;
using HolySheep.Errors;
using HolySheep.Files;

namespace HolySheep.Csv.Lanes;

/// <summary>
/// Puts batches together: writes the requests of waiting rows to a file of their own and books each, a block of rows at a time. The journal names the rows of a block
/// before they are booked, so that after a crash what is reserved for them is given back.
/// </summary>
internal sealed class BatchCutter(LaneContext lane, LaneRows rows, string mark)
{
    // Large enough that a job has few batches, and small enough that one that fails costs little.
    private const int MostRows = 50_000;
    private const int RowsOfBlock = 256;
    private const int BytesOfBlock = 4 * 1024 * 1024;

    private readonly RowQuestion _question = RowQuestion.Of(lane.Setup);
    private readonly MemoryStream _lines = new();
    private readonly List<(WaitingRow Row, ChatRequest Request, long End)> _block = [];

    /// <summary>Puts the next batch together.</summary>
    /// <param name="desk">The desk of the target.</param>
    /// <param name="mostBytes">The most bytes that the provider takes now.</param>
    /// <param name="cancel">Cancels it.</param>
    public async Task<BatchCut> CutAsync(IBatchDesk desk, long mostBytes, CancellationToken cancel)
    {
        var (most, bytes) = (Math.Min(desk.Bounds.Requests, MostRows), Math.Min(desk.Bounds.Bytes, mostBytes));
        var (end, refusal, estimate, length, count) = (CutEnd.Full, (ChatException?)null, (decimal?)0m, 0L, 0);
        LaneBatch? batch = null;
        FileStream? file = null;
        try
        {
            while (end == CutEnd.Full && count < most && length < bytes)
            {
                batch ??= Begin(desk);
                end = await ReadAsync(batch, desk, count, most - count, bytes - length, cancel).ConfigureAwait(false);
                if (_block.Count == 0)
                {
                    break;
                }

                lane.Write(new BatchRecord(BatchStep.Filled, batch.Name) { Rows = [.. Keys()] });
                var booked = 0;
                while (booked < _block.Count)
                {
                    var (row, request, _) = _block[booked];
                    var id = batch.IdOf(count + booked);
                    var booking = await desk.BookAsync(batch.Intent, id, request, cancel).ConfigureAwait(false);
                    if (booking.Refusal is not null || !lane.Gate.TryHold(booking.Estimate ?? 0m))
                    {
                        if (booking.Refusal is null)
                        {
                            await desk.ReleaseAsync(batch.Intent, id, lane.Setup.Request, "The cost limit of the run allows no further row.").ConfigureAwait(false);
                        }

                        (end, refusal) = (booking.Refusal is null ? CutEnd.NoMoney : CutEnd.Refused, booking.Refusal);
                        rows.Return(Rest(booked));
                        break;
                    }

                    estimate += booking.Estimate;
                    booked++;
                }

                if (booked > 0)
                {
                    var part = _block[booked - 1].End;
                    file ??= OwnerFile.Create(lane.PathOf(batch.Name));
                    file.Write(_lines.GetBuffer(), 0, (int)part);
                    (length, count) = (length + part, count + booked);
                }
            }

            if (count > 0 && !lane.Stop.IsStopped)
            {
                file!.Flush(flushToDisk: true);
                lane.Write(new BatchRecord(BatchStep.Sealed, batch!.Name) { Count = count, Bytes = length, Cost = estimate });
                return new BatchCut(batch, end, refusal);
            }
        }
        finally
        {
            file?.Dispose();
        }

        if (count == 0 && batch is not null)
        {
            // Nothing is reserved for it.
            lane.Write(new BatchRecord(BatchStep.Dropped, batch.Name));
        }

        return new BatchCut(null, end, refusal);

        IEnumerable<RowKey> Keys()
        {
            foreach (var (row, _, _) in _block)
            {
                yield return row.Key;
            }
        }

        IEnumerable<WaitingRow> Rest(int from)
        {
            for (var number = from; number < _block.Count; number++)
            {
                yield return _block[number].Row;
            }
        }
    }

    private LaneBatch Begin(IBatchDesk desk)
    {
        var name = $"hs-{mark}-{Guid.NewGuid():N}";
        lane.Write(new BatchRecord(BatchStep.Begun, name) { At = lane.Clock.GetUtcNow(), Text = desk.Target.Target });
        return lane.Book.Named(name);
    }

    /// <summary>Reads the next block of rows and writes their lines; says whether more may follow.</summary>
    private async Task<CutEnd> ReadAsync(LaneBatch batch, IBatchDesk desk, int first, int most, long mostBytes, CancellationToken cancel)
    {
        _block.Clear();
        _lines.SetLength(0);
        while (_block.Count < Math.Min(most, RowsOfBlock) && _lines.Length < BytesOfBlock)
        {
            if (rows.Take() is not { } row)
            {
                return CutEnd.NoRows;
            }

            var begin = _lines.Length;
            var request = await RequestOf(row, desk, cancel).ConfigureAwait(false);
            if (request is null)
            {
                continue;
            }

            desk.Write(_lines, batch.IdOf(first + _block.Count), request);
            _lines.WriteByte((byte)'\n');
            if (_lines.Length - begin > desk.Bounds.Bytes)
            {
                _lines.SetLength(begin);
                await FailAsync(row, new HolySheepException(ErrorCode.PromptTooLong, FormattableString.Invariant($"The request of the row is larger than a batch may be: {desk.Bounds.Bytes} bytes."))).ConfigureAwait(false);
            }
            else if (_lines.Length > mostBytes && first + _block.Count > 0)
            {
                // It is the first of the next batch. A row that is larger than what the provider was seen to take is tried alone.
                _lines.SetLength(begin);
                rows.Return([row]);
                return CutEnd.Full;
            }
            else
            {
                _block.Add((row, request, _lines.Length));
            }
        }

        return CutEnd.Full;
    }

    /// <summary>The request of a row; null if it is not usable or its attachments cannot be read, which is its result.</summary>
    private async Task<ChatRequest?> RequestOf(WaitingRow row, IBatchDesk desk, CancellationToken cancel)
    {
        try
        {
            return desk.Accept(await _question.OfRowAsync(row, cancel).ConfigureAwait(false));
        }
        catch (HolySheepException exception)
        {
            await FailAsync(row, exception).ConfigureAwait(false);
            return null;
        }
    }

    private Task FailAsync(WaitingRow row, HolySheepException failure) => lane.Keeper.KeepAsync(
        new KeptRow(row.Prompt, new JournalEntry(row.Key, false, AnswerColumns.TextOf(failure), null, 0, 0m), Again: false, MayPass: lane.HasLiveRest));
}
