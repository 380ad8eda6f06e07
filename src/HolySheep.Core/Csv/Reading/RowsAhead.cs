using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace HolySheep.Csv.Reading;

/// <summary>
/// Reads rows on a thread of its own, a little ahead of who takes them, so that reading and what is done with the rows take the time of the longer one, not of both.
/// At most some batches are ahead, so that large rows do not fill the memory. The rows themselves stay the caller's, to be disposed after it.
/// </summary>
/// <typeparam name="T">What is kept of a row; the cells are overwritten by the next.</typeparam>
internal sealed class RowsAhead<T> : IDisposable
{
    private const int RowsPerBatch = 256;
    private const int CharactersPerBatch = 64 * 1024;
    private const int BatchesAhead = 4;

    private readonly BlockingCollection<List<T>> _batches = new(BatchesAhead);
    private readonly CancellationTokenSource _stop = new();
    private readonly CsvRows _rows;
    private readonly Func<CsvRows, T> _take;
    private readonly Thread _thread;
    private ExceptionDispatchInfo? _fault;
    private List<T> _batch = [];
    private int _place;

    /// <param name="rows">The rows; nobody else reads them until <see cref="Read"/> has given false, or this is disposed.</param>
    /// <param name="take">Makes of the current row what is kept of it; it runs on the other thread.</param>
    public RowsAhead(CsvRows rows, Func<CsvRows, T> take)
    {
        _rows = rows;
        _take = take;
        _thread = new Thread(ReadAll) { IsBackground = true, Name = "HolySheep CSV" };
        _thread.Start();
    }

    /// <summary>What was kept of the current row.</summary>
    public T Current => _batch[_place];

    /// <summary>Goes to the next row; false where there is none.</summary>
    /// <exception cref="Errors.HolySheepException">The row cannot be understood, or the file can be read no more: after every row before it.</exception>
    public bool Read()
    {
        if (++_place < _batch.Count)
        {
            return true;
        }

        (_batch, _place) = (_batches.TryTake(out var next, Timeout.Infinite) ? next : [], 0);
        if (_batch.Count == 0)
        {
            _fault?.Throw();
        }

        return _batch.Count > 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _batches.Dispose();
        _stop.Dispose();
    }

    private void ReadAll()
    {
        try
        {
            ReadBatches();
        }
        catch (Exception exception)
        {
            // Whoever takes the rows hears of it in its turn.
            _fault = ExceptionDispatchInfo.Capture(exception);
        }

        _batches.CompleteAdding();
    }

    private void ReadBatches()
    {
        var batch = new List<T>();
        var characters = 0L;
        try
        {
            while (!_stop.IsCancellationRequested && _rows.Read())
            {
                batch.Add(_take(_rows));
                characters += _rows.Length;
                if (batch.Count == RowsPerBatch || characters >= CharactersPerBatch)
                {
                    _batches.Add(batch, _stop.Token);
                    (batch, characters) = ([], 0);
                }
            }
        }
        finally
        {
            if (batch.Count > 0 && !_stop.IsCancellationRequested)
            {
                _batches.Add(batch, _stop.Token);
            }
        }
    }
}
