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
    private readonly List<JournalEntry> _entries = [];
    private readonly List<long> _places = [];
    private List<KeptRow> _waiting = [];
    private List<KeptRow> _spare = [];
    private TaskCompletionSource<bool>? _nextWritten;
    private bool _writing;

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
        foreach (var row in group)
        {
            _entries.Add(row.Entry);
        }

        try
        {
            var isFull = journal.Append(_entries, _places);
            for (var place = 0; place < group.Count; place++)
            {
                Count(group[place], _places[place]);
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

    private void Count(in KeptRow row, long offset)
    {
        if (row.Prompt < 0)
        {
            // A row that is not in the input any more: its answer was paid for, and is there if the row comes back.
            return;
        }

        index.Set(row.Prompt, row.Entry.IsAnswer ? RowState.Answered(offset) : RowState.Failed(offset, row.MayPass && !row.Again));
        tally.CountSettled(row.Entry.IsAnswer, row.Again, row.IsLeft);
        if (!row.Entry.IsAnswer && tally.Failed > (setup.Options.MaxErrors ?? int.MaxValue))
        {
            stop.Stop(CsvStopReason.MaxErrors, $"{tally.Failed} rows failed, and only {setup.Options.MaxErrors} are allowed. The last failure: {row.Entry.Text}");
        }
    }
}
