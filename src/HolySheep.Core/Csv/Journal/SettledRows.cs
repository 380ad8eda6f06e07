using System.Threading;

namespace HolySheep.Csv.Journal;

/// <summary>Lets one thread wait for rows to be settled while other threads send them.</summary>
internal sealed class SettledRows(RowIndex index)
{
    // Waking a thread takes longer than writing a row, so the thread waits for a batch.
    private const int RowsAtOnce = 256;

    private readonly object _lock = new();
    private int _awaited;
    private bool _isOver;

    /// <summary>Waits until a row is settled, or until no row is being sent.</summary>
    public void Await(int row)
    {
        if (IsSettled(row))
        {
            return;
        }

        lock (_lock)
        {
            AwaitToldOf(row + RowsAtOnce < index.Rows ? row + RowsAtOnce : row);
            AwaitToldOf(row);
        }
    }

    /// <summary>Waits until no row is being sent.</summary>
    public void AwaitEnd()
    {
        lock (_lock)
        {
            while (!_isOver)
            {
                Monitor.Wait(_lock);
            }
        }
    }

    /// <summary>Signals that rows have been set in the index; from any thread.</summary>
    public void Tell()
    {
        lock (_lock)
        {
            if (IsSettled(_awaited))
            {
                Monitor.Pulse(_lock);
            }
        }
    }

    /// <summary>Signals that no row is being sent, which ends all waits.</summary>
    public void End()
    {
        lock (_lock)
        {
            _isOver = true;
            Monitor.Pulse(_lock);
        }
    }

    private void AwaitToldOf(int row)
    {
        _awaited = row;
        while (!_isOver && !IsSettled(row))
        {
            Monitor.Wait(_lock);
        }
    }

    private bool IsSettled(int row) => index.StateOf(index.PromptOf(row)).IsSettled;
}
