using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using HolySheep.Csv.Journal;

namespace HolySheep.Csv.Running;

/// <summary>
/// Keeps what came of rows: writes it to the journal, and counts it only then. What comes while others are written is written together, so that a slow disk costs
/// a group what it costs one. A row's place among the calls is free only once it is kept: no more answers than there are places can be lost with the process.
/// </summary>
internal sealed class RowKeeper(JobSetup setup, RowIndex index, JournalWriter journal, SettledRows settled, JobTally tally, JobStop stop)
{
    private readonly object _gate = new();
    private readonly List<JournalEntry> _entries = [];
    private readonly List<long> _places = [];
    private List<KeptRow> _waiting = [];
    private List<KeptRow> _spare = [];
    private TaskCompletionSource<bool>? _nextWritten;
    private bool _writing;

    /// <summary>Keeps a row; done once the operating system has it and it is counted.</summary>
    public Task KeepAsync(in KeptRow row)
    {
        lock (_gate)
        {
            _waiting.Add(row);
            if (_writing)
            {
                return (_nextWritten ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            _writing = true;
        }

        // This one writes for all that wait by now; who comes meanwhile is another's.
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

    /// <summary>Writes all that wait; true where more came meanwhile, which the caller then writes.</summary>
    private bool WriteWaiting()
    {
        List<KeptRow> group;
        TaskCompletionSource<bool>? written;
        lock (_gate)
        {
            (group, _waiting) = (_waiting, _spare);
            (written, _nextWritten) = (_nextWritten, null);
        }

        Write(group);
        group.Clear();
        written?.SetResult(true);
        lock (_gate)
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
