using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Csv.Journal;

namespace HolySheep.Csv.Running;

/// <summary>
/// Keeps what came of rows: writes it to the journal beside the calls, and counts it only then. No call waits for the disk, which now and then takes its time,
/// and what comes together is written together.
/// </summary>
internal sealed class RowKeeper(JobSetup setup, RowIndex index, JournalWriter journal, JobTally tally, JobStop stop)
{
    private readonly object _gate = new();
    private readonly List<long> _places = [];
    private List<KeptRow> _waiting = [];
    private List<KeptRow> _spare = [];
    private TaskCompletionSource<bool>? _nextWritten;
    private TaskCompletionSource<bool>? _allWritten;
    private bool _writing;

    /// <summary>Takes in a row. An answer need not be waited for, as long as no more of them wait than there are calls at once; a failure is, as it may be the one too many.</summary>
    public Task KeepAsync(in KeptRow row)
    {
        lock (_gate)
        {
            _waiting.Add(row);
            if (!_writing)
            {
                _writing = true;
                _ = Task.Run(WriteWaiting);
            }

            return row.Entry.IsAnswer && _waiting.Count <= setup.Options.ThrottleLimit ? Task.CompletedTask : (_nextWritten ??= NewPromise()).Task;
        }
    }

    /// <summary>Completes once every row that was taken in is written.</summary>
    public Task AllKeptAsync()
    {
        lock (_gate)
        {
            return _writing ? (_allWritten ??= NewPromise()).Task : Task.CompletedTask;
        }
    }

    private static TaskCompletionSource<bool> NewPromise() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void WriteWaiting()
    {
        while (true)
        {
            List<KeptRow> group;
            TaskCompletionSource<bool>? written;
            lock (_gate)
            {
                if (_waiting.Count == 0)
                {
                    _writing = false;
                    _allWritten?.SetResult(true);
                    _allWritten = null;
                    return;
                }

                (group, _waiting) = (_waiting, _spare);
                (written, _nextWritten) = (_nextWritten, null);
            }

            Write(group);
            group.Clear();
            _spare = group;
            written?.SetResult(true);
        }
    }

    private void Write(List<KeptRow> group)
    {
        _places.Clear();
        try
        {
            var isFull = journal.Append(group.Select(row => row.Entry), _places);
            for (var place = 0; place < group.Count; place++)
            {
                Count(group[place], _places[place]);
            }

            if (isFull)
            {
                stop.Stop(CsvStopReason.OutputUnwritable, $"{setup.Paths.Journal} cannot grow: the disk is full.");
            }
        }
        catch (IOException exception)
        {
            stop.Stop(CsvStopReason.OutputUnwritable, $"{setup.Paths.Journal} can be written no more: {exception.Message}");
        }
        catch (Exception exception)
        {
            // On a thread of nobody's the job would never hear of it, and go on.
            stop.Stop(CsvStopReason.Failed, exception.Message, exception);
        }
    }

    private void Count(in KeptRow row, long offset)
    {
        index.Set(row.Prompt, row.Entry.IsAnswer ? RowState.Answered(offset) : RowState.Failed(offset, row.MayPass && !row.Again));
        tally.CountSettled(row.Entry.IsAnswer, row.Again);
        if (!row.Entry.IsAnswer && tally.Failed > (setup.Options.MaxErrors ?? int.MaxValue))
        {
            stop.Stop(CsvStopReason.MaxErrors, $"{tally.Failed} rows failed, and {setup.Options.MaxErrors} are put up with. The last: {row.Entry.Text}");
        }
    }
}
