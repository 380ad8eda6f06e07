using System.Threading;

namespace HolySheep.Csv.Journal;

/// <summary>Where one thread waits for rows to be settled while others ask them: whoever keeps rows tells it.</summary>
internal sealed class SettledRows(RowIndex index)
{
    // To be woken takes longer than to write a row: who has to wait, waits for some more.
    private const int RowsAtOnce = 256;

    private readonly object _gate = new();
    private int _awaited;
    private bool _isOver;

    /// <summary>Waits until a row is settled, or nothing is asked any more.</summary>
    public void Await(int row)
    {
        if (IsSettled(row))
        {
            return;
        }

        lock (_gate)
        {
            AwaitToldOf(row + RowsAtOnce < index.Rows ? row + RowsAtOnce : row);
            AwaitToldOf(row);
        }
    }

    /// <summary>Waits until nothing is asked any more.</summary>
    public void AwaitEnd()
    {
        lock (_gate)
        {
            while (!_isOver)
            {
                Monitor.Wait(_gate);
            }
        }
    }

    /// <summary>Rows have been set in the index; from any thread.</summary>
    public void Tell()
    {
        lock (_gate)
        {
            if (IsSettled(_awaited))
            {
                Monitor.Pulse(_gate);
            }
        }
    }

    /// <summary>Nothing is asked any more, and nobody waits from now on.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isOver = true;
            Monitor.Pulse(_gate);
        }
    }

    private void AwaitToldOf(int row)
    {
        _awaited = row;
        while (!_isOver && !IsSettled(row))
        {
            Monitor.Wait(_gate);
        }
    }

    private bool IsSettled(int row) => index.StateOf(index.PromptOf(row)).IsSettled;
}
