using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using HolySheep.Csv.Journal;

namespace HolySheep.Csv.Running;

/// <summary>
/// Records the results of rows: writes them to the journal, and counts them only then. Results that arrive during a write are written together, because a slow disk takes
/// as long for one as for many. A row keeps its place among the calls until it is recorded, so that a killed process loses at most as many answers as there are places.
/// </summary>
internal sealed class RowKeeper(JobSetup setup, RowIndex index, JournalWriter journal, SettledRows settled, JobTally tally, JobStop stop) : IRowKeeper
{
    private readonly object _lock = new();
    private readonly List<IJournalRecord> _entries = [];
    private readonly List<long> _places = [];
    private List<KeptRow> _waiting = [];
    private List<KeptRow> _spare = [];
    private TaskCompletionSource<bool>? _nextWritten;
    private bool _writing;

    /// <summary>Takes what is paid for second answers; null if a row is never sent by a batch and by a live call.</summary>
    public SpendBeside? Beside { get; init; }

    /// <remarks>By then the operating system has the row.</remarks>
    public Task KeepAsync(in KeptRow row)
    {
        lock (_lock)
        {
            _waiting.Add(row);
            if (_writing)
            {
                return (_nextWritten ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            _writing = true;
        }

        // This caller writes everything that waits now; another caller writes what arrives later.
        if (WriteWaiting())
        {
            _ = Task.Run(() =>
            {
                while (WriteWaiting())
                {
                }
            });
        }

        return Task.CompletedTask;
    }

    /// <summary>Writes everything that waits; true if more has arrived meanwhile, which the caller then writes.</summary>
    private bool WriteWaiting()
    {
        List<KeptRow> group;
        TaskCompletionSource<bool>? written;
        lock (_lock)
        {
            (group, _waiting) = (_waiting, _spare);
            (written, _nextWritten) = (_nextWritten, null);
        }

        Write(group);
        group.Clear();
        written?.SetResult(true);
        lock (_lock)
        {
            _spare = group;
            return _writing = _waiting.Count > 0;
        }
    }

    private void Write(List<KeptRow> group)
    {
        _entries.Clear();
        _places.Clear();
        for (var place = 0; place < group.Count; place++)
        {
            _entries.Add(IsSecond(group, place) ? SpendBeside.RecordOf(group[place].Entry, group[place].Id) : group[place].Entry);
        }

        try
        {
            var isFull = journal.Append(_entries, _places);
            for (var place = 0; place < group.Count; place++)
            {
                if (_entries[place] is BatchRecord second)
                {
                    CountSecond(group[place], second);
                }
                else
                {
                    Count(group[place], _places[place]);
                }
            }

            settled.Tell();
            if (isFull)
            {
                stop.Stop(CsvStopReason.OutputUnwritable, $"{setup.Paths.Journal} cannot grow: the disk is full.");
            }
        }
        catch (IOException exception)
        {
            stop.Stop(CsvStopReason.OutputUnwritable, $"{setup.Paths.Journal} can no longer be written: {exception.Message}");
        }
        catch (Exception exception)
        {
            // An exception on a pool thread would never reach the job, which would go on.
            stop.Stop(CsvStopReason.Failed, exception.Message, exception);
        }
    }

    /// <summary>Whether the row has an answer: a batch and a live call may answer the same row, and the first answer stands.</summary>
    private bool IsSecond(List<KeptRow> group, int place)
    {
        var prompt = group[place].Prompt;
        return Beside is not null && prompt >= 0 && (index.StateOf(prompt).Stage == RowStage.Answered || group.FindIndex(0, place, row => row.Prompt == prompt && row.Entry.IsAnswer) >= 0);
    }

    private void CountSecond(in KeptRow row, BatchRecord second)
    {
        if (Beside!.Add(second))
        {
            tally.CountTwice(row.Entry.Cost, isLive: row.Id is null);
        }
    }

    private void Count(in KeptRow row, long offset)
    {
        if (row.Id is not null)
        {
            tally.CountSaved(row.Saved);
        }

        if (row.Prompt < 0)
        {
            // A row that is not in the input any more: its answer was paid for, and is there if the row comes back.
            return;
        }

        if (index.StateOf(row.Prompt).IsSettled)
        {
            Beside?.Change();
        }

        index.Set(row.Prompt, row.Entry.IsAnswer ? RowState.Answered(offset) : RowState.Failed(offset, row.MayPass && !row.Again));
        tally.CountSettled(row.Entry.IsAnswer, row.Again, row.IsLeft);
        if (!row.Entry.IsAnswer && tally.Failed > (setup.Options.MaxErrors ?? int.MaxValue))
        {
            stop.Stop(CsvStopReason.MaxErrors, $"{tally.Failed} rows failed, and only {setup.Options.MaxErrors} are allowed. The last failure: {row.Entry.Text}");
        }
    }
}
