using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace HolySheep.Csv.Reading;

/// <summary>
/// Reads rows ahead on a thread of its own, so that reading and processing run at the same time.
/// It is ahead by a limited number of batches, so that large rows do not fill the memory. The caller owns the rows and disposes them after this object.
/// </summary>
/// <typeparam name="T">What is kept of a row; the next row overwrites its cells.</typeparam>
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

    /// <param name="rows">The rows. Nothing else may read them until <see cref="Read"/> has returned false or this object is disposed.</param>
    /// <param name="take">Creates from the current row what is kept of it; it runs on the other thread.</param>
    public RowsAhead(CsvRows rows, Func<CsvRows, T> take)
    {
        _rows = rows;
        _take = take;
        _thread = new Thread(ReadAll) { IsBackground = true, Name = "HolySheep CSV" };
        _thread.Start();
    }

    /// <summary>What was kept of the current row.</summary>
    public T Current => _batch[_place];

    /// <summary>Moves to the next row; false at the end.</summary>
    /// <exception cref="Errors.HolySheepException">The row is not valid, or the file can no longer be read. It is thrown after all rows before it.</exception>
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
            // The consumer gets the exception when it reaches this row.
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
