using System;
using HolySheep.Csv.Journal;
using HolySheep.Csv.Reading;
using HolySheep.Errors;

namespace HolySheep.Csv.Running;

/// <summary>Reads the input again and hands out the rows of one stage, one by one, to workers on many threads.</summary>
internal sealed class RowFeed : IDisposable
{
    private readonly object _lock = new();
    private readonly JobSetup _setup;
    private readonly RowIndex _index;
    private readonly JobTally _tally;
    private readonly JobStop _stop;
    private readonly RowStage _stage;
    private readonly CsvRows _rows;
    private readonly RowHash _hash;
    private readonly Func<int, int, bool>? _takes;
    private JournalReader? _journal;
    private int _next;

    /// <param name="setup">The job.</param>
    /// <param name="index">Its rows.</param>
    /// <param name="tally">Counts the rows that need no call.</param>
    /// <param name="stop">Stops the job.</param>
    /// <param name="stage">The stage of the rows.</param>
    /// <param name="takes">Whether a row is handed out, by its number and that of its prompt; null means all.</param>
    /// <exception cref="HolySheepException">The input can no longer be read.</exception>
    public RowFeed(JobSetup setup, RowIndex index, JobTally tally, JobStop stop, RowStage stage, Func<int, int, bool>? takes = null)
    {
        (_setup, _index, _tally, _stop, _stage, _takes) = (setup, index, tally, stop, stage, takes);
        _rows = setup.OpenRows();
        _hash = setup.NewHash();
    }

    /// <summary>Takes the next row to send; null if there is none or the job is stopped.</summary>
    public WaitingRow? Take()
    {
        lock (_lock)
        {
            try
            {
                return Next();
            }
            catch (HolySheepException exception)
            {
                _stop.Stop(CsvStopReason.InputChanged, exception.Message);
                return null;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _journal?.Dispose();
        _rows.Dispose();
        _hash.Dispose();
    }

    private WaitingRow? Next()
    {
        while (_next < _index.Rows && !_stop.IsStopped)
        {
            if (!_rows.Read())
            {
                throw CsvFault.Of(_setup.Options.Path, null, null, "the file has fewer rows than before.", "Run the same command again.");
            }

            var row = _next++;
            var prompt = _index.PromptOf(row);
            if (_index.StateOf(prompt) is var state && state.Stage == _stage && _takes?.Invoke(row, prompt) != false && Begin(prompt, state) is { } waiting)
            {
                return waiting;
            }

            if (_stage == RowStage.Waiting)
            {
                _tally.CountDone();
            }
        }

        return null;
    }

    /// <summary>Takes a row; null if a batch has answered it meanwhile.</summary>
    private WaitingRow? Begin(int prompt, RowState state)
    {
        var row = _setup.InputOf(_rows.Cells);
        if (_hash.Of(row.Identity) != _index.KeyOf(prompt))
        {
            throw CsvFault.Of(_setup.Options.Path, _rows.Line, null, "the row has changed since the run began.", "Run the same command again.");
        }

        var spent = SpentOn(state);
        return _index.TrySet(prompt, state, state.Ask()) ? new WaitingRow(prompt, _index.KeyOf(prompt), row.Text, row.Attachments, spent) : null;
    }

    private RowSpend SpentOn(RowState state)
    {
        if (state.Offset == 0)
        {
            return default;
        }

        // Opened late: its entries are complete in the file before the index names them.
        _journal ??= new JournalReader(_setup.Paths.Journal);
        return RowSpend.Of(_journal.Read(state.Offset));
    }
}
